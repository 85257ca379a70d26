#include "catcher/base/http/message/framing.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/http/headers/list_items.h"
#include "catcher/base/text/ascii.h"

#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

FramingReading faulty(std::string why) {
  return {Framing::kFaulty, 0, {}, std::move(why)};
}

/// The values of all Transfer-Encoding headers, which are one list.
class TransferCodings {
 public:
  void add(std::string_view list) {
    given_ = true;
    while (!list.empty()) {
      const auto item = take_list_item(list);
      if (item.empty()) continue;
      if (is_chunked_) twice_or_not_last_ = true;
      last_ = item;
      is_chunked_ = is_chunked_ || equals_chunked(item);
    }
  }
  bool given() const { return given_; }
  /// Empty: the body ends with its last chunk.
  std::string fault() const {
    if (last_.empty()) return "the Transfer-Encoding is empty: where the body ends is open";
    if (!is_chunked_) {
      return fmt::format("the Transfer-Encoding \"{}\" is not chunked: where the body ends is open",
                         last_);
    }
    if (twice_or_not_last_) {
      return fmt::format("chunked is not the last Transfer-Encoding, once: behind it stands \"{}\"",
                         last_);
    }
    return "";
  }

 private:
  static bool equals_chunked(std::string_view item) {
    return equals_ignoring_case(item, "chunked");
  }

  bool given_ = false;
  bool is_chunked_ = false;
  bool twice_or_not_last_ = false;
  std::string_view last_;
};

/// The values of all Content-Length headers: a length may be repeated, as long as it is the same.
class ContentLength {
 public:
  void add(std::string_view list) {
    // An empty item is a fault here, also one behind the last comma.
    for (bool is_more = true; is_more;) {
      is_more = list.find(',') != std::string_view::npos;
      const auto item = take_list_item(list);
      if (!is_all_digits(item)) {
        not_a_number_ = not_a_number_.value_or(std::string(item));
        continue;
      }
      const std::uint64_t length = number(item);
      if (length == kUncountable) uncountable_ = item;
      if (length_ && *length_ != length) differs_ = true;
      length_ = length;
    }
  }
  bool given() const { return length_ || not_a_number_; }
  FramingReading reading() const {
    if (not_a_number_) {
      return faulty(fmt::format("the Content-Length \"{}\" is no number of bytes", *not_a_number_));
    }
    if (differs_) return faulty("there are several values of Content-Length, and they differ");
    return {*length_ > 0 ? Framing::kLength : Framing::kNone, *length_, std::string(uncountable_)};
  }

 private:
  static std::uint64_t number(std::string_view digits) {
    std::uint64_t length = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    // Too large for a number is over every limit.
    return read.ec == std::errc() ? length : kUncountable;
  }

  static constexpr std::uint64_t kUncountable = std::numeric_limits<std::uint64_t>::max();

  std::optional<std::uint64_t> length_;
  std::string_view uncountable_;
  std::optional<std::string> not_a_number_;
  bool differs_ = false;
};

}  // namespace

FramingReading read_framing(std::string_view head) {
  const HeadParts parts = split_head(head);
  TransferCodings codings;
  ContentLength length;
  HeaderLines lines(parts.header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.name.size() == 17 && equals_ignoring_case(line.name, "transfer-encoding")) {
      codings.add(line.value);
    } else if (line.name.size() == 14 && equals_ignoring_case(line.name, "content-length")) {
      length.add(line.value);
    }
  }
  if (!codings.given()) return length.given() ? length.reading() : FramingReading();
  if (auto fault = codings.fault(); !fault.empty()) return faulty(std::move(fault));
  if (length.given()) {
    return faulty(
        "a Content-Length stands beside a Transfer-Encoding: where the body ends is open");
  }
  if (parts.request_line.ends_with("HTTP/1.0")) {
    return faulty("a Transfer-Encoding has no meaning in HTTP/1.0: where the body ends is open");
  }
  return {Framing::kChunked};
}

bool is_chunked(std::string_view head) {
  return read_framing(head).kind == Framing::kChunked;
}

}  // namespace hookline
