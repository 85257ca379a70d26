#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// The offset of local time from UTC, at any moment. A value, cheap to copy.
class TimeZone {
 public:
  /// UTC.
  TimeZone();
  /// "America/Chicago", or a fixed offset such as "-06:00", or "UTC". Nothing for a name that the
  /// machine's time zone data doesn't have.
  static std::optional<TimeZone> named(std::string_view name);

  const std::string& name() const { return name_; }
  std::int32_t offset_s(std::int64_t time_s) const;

 private:
  /// From its moment on, this offset.
  struct Transition {
    std::int64_t from_s;
    std::int32_t offset_s;
  };
  using Transitions = std::vector<Transition>;

  TimeZone(std::string name, Transitions transitions);

  std::string name_;
  std::shared_ptr<const Transitions> transitions_;  ///< ascending; the first holds since ever
};

/// A date-time as text of fixed size, without a detour through the heap.
class TimeText {
 public:
  operator std::string_view() const { return {text_, size_}; }

 private:
  friend TimeText iso_time(std::int64_t time_s, std::int32_t offset_s);
  friend TimeText local_time(std::int64_t time_s, std::int32_t offset_s);
  char text_[31];
  std::uint8_t size_ = 0;
};

/// "2024-02-28T04:45:41-06:00"
TimeText iso_time(std::int64_t time_s, std::int32_t offset_s);
/// "2024-02-28 04:45:41"
TimeText local_time(std::int64_t time_s, std::int32_t offset_s);
/// Reads an RFC 3339 time with its offset ("2024-02-28T04:45:41-06:00", "…Z"), in seconds since
/// 1970 UTC; a fraction is cut. Nothing for other texts.
std::optional<std::int64_t> time_from(std::string_view text);

}  // namespace hookline
