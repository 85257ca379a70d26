#include "catcher/wire/request/chunk_reader.h"

#include "catcher/base/http/headers/header_bytes.h"
#include "catcher/base/text/ascii.h"
#include "catcher/wire/head/request_head.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Nobody's extensions are longer; without a bound one line could go on for ever.
constexpr std::size_t kSizeLineBytesMax = 16 << 10;
constexpr std::uint64_t kChunkBytesMax = std::uint64_t{1} << 62;

}  // namespace

void ChunkReader::read(std::string_view framed) {
  while (part_ != Part::kDone && fault_.refusal == Refusal::kNone &&
         read_part(framed.substr(at_))) {
  }
}

bool ChunkReader::read_part(std::string_view rest) {
  switch (part_) {
    case Part::kSize:
      return read_size(rest);
    case Part::kData:
      return read_data(rest);
    case Part::kDataEnd:
      return read_data_end(rest);
    case Part::kTrailers:
      return read_trailer(rest);
    case Part::kDone:
      return false;
  }
  return false;
}

bool ChunkReader::refuse(std::string reason) {
  fault_ = {Refusal::kMalformed, std::move(reason)};
  return false;
}

bool ChunkReader::read_size(std::string_view rest) {
  const auto end = rest.find('\n', looked_at_);
  if (std::min(end, rest.size()) > kSizeLineBytesMax) {
    return refuse(fmt::format("the size line of a chunk goes over {} bytes", kSizeLineBytesMax));
  }
  if (end == std::string_view::npos) {
    looked_at_ = rest.size();
    return false;
  }
  looked_at_ = 0;
  at_ += end + 1;
  return take_size(rest.substr(0, end));
}

bool ChunkReader::take_size(std::string_view line) {
  if (!line.ends_with('\r')) {
    return refuse(fmt::format("the chunk size line {} does not end in CR LF", quoted(line)));
  }
  line.remove_suffix(1);
  const auto read = std::from_chars(line.data(), line.data() + line.size(), left_, 16);
  const auto behind = trimmed_start(line.substr(static_cast<std::size_t>(read.ptr - line.data())));
  if (read.ec == std::errc::result_out_of_range || left_ > kChunkBytesMax) {
    fault_ = {Refusal::kBodyTooLarge,
              fmt::format("the chunk size {} is over every limit", quoted(line))};
    return false;
  }
  if (read.ec != std::errc() || !(behind.empty() || behind.starts_with(';'))) {
    return refuse(fmt::format("the chunk size line {} does not begin with a hexadecimal number",
                              quoted(line)));
  }
  if (!std::all_of(behind.begin(), behind.end(), is_value_byte)) {
    return refuse(
        fmt::format("the extension of a chunk, {}, holds a control byte", quoted(behind)));
  }
  part_ = left_ == 0 ? Part::kTrailers : Part::kData;
  return true;
}

bool ChunkReader::read_data(std::string_view rest) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
  at_ += size;
  left_ -= size;
  body_bytes_ += size;
  if (left_ > 0) return false;
  part_ = Part::kDataEnd;
  return true;
}

bool ChunkReader::read_data_end(std::string_view rest) {
  constexpr std::string_view kEnd = "\r\n";
  const auto there = rest.substr(0, kEnd.size());
  if (there != kEnd.substr(0, there.size())) {
    return refuse(
        fmt::format("the data of a chunk is not followed by CR LF, but by {}: its size is wrong",
                    quoted(there)));
  }
  if (there.size() < kEnd.size()) return false;
  at_ += kEnd.size();
  part_ = Part::kSize;
  return true;
}

bool ChunkReader::read_trailer(std::string_view rest) {
  const auto end = rest.find('\n', looked_at_);
  if (trailer_bytes_ + std::min(end, rest.size()) > trailer_bytes_max_) {
    fault_ = {Refusal::kHeadTooLarge,
              fmt::format("the header lines behind the body go over {} bytes", trailer_bytes_max_)};
    return false;
  }
  if (end == std::string_view::npos) {
    looked_at_ = rest.size();
    return false;
  }
  looked_at_ = 0;
  at_ += end + 1;
  trailer_bytes_ += end + 1;
  const auto line = rest.substr(0, end);
  if (line == "\r") {
    part_ = Part::kDone;
    return false;
  }
  std::string_view name = has_trailer_ ? std::string_view("the one before") : std::string_view();
  has_trailer_ = true;
  auto fault = fault_of_header_line(line, name);
  return fault.empty() || refuse("behind the body, " + fault);
}

}  // namespace hookline
