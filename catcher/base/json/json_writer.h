#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

struct FormField;
struct Header;

/// Appends text as a JSON string, quotes included. Characters that steer what shows them
/// (is_steering) stand as `\uNNNN`, so that the JSON can be printed on a terminal as it is. Bytes
/// that are no UTF-8 stand as ‹E9›; returns false where there were any.
bool append_json_string(std::string& out, std::string_view text);

/// JSON in UTF-8 that something else wrote, with such characters replaced in the same way; its line
/// breaks stay. It means the same.
std::string json_to_show(std::string_view json);

/// Writes one JSON object to the end of a text, member by member, and remembers whether any of its
/// texts had to be changed to be valid.
class JsonObjectWriter {
 public:
  /// `out` outlives this.
  explicit JsonObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  /// Goes on with the object that `out`, not empty of members, ends with.
  static JsonObjectWriter reopened(std::string& out);

  void text(std::string_view name, std::string_view value);
  void texts(std::string_view name, std::span<const std::string> values);
  void base64(std::string_view name, std::string_view bytes);
  /// "encoding" and "data": the text itself where it is UTF-8, base64 where it isn't.
  void encoded(std::string_view bytes);
  /// A member whose value is JSON already.
  void raw(std::string_view name, std::string_view json);
  /// null where it is empty.
  void text_or_null(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void number(std::string_view name, std::uint64_t value);
  void numbers(std::string_view name, std::span<const std::uint64_t> values);
  void boolean(std::string_view name, bool value);
  void null(std::string_view name);
  /// [[name,value]…]
  void pairs(std::string_view name, std::span<const Header> headers);
  void pairs(std::string_view name, std::span<const FormField> fields);
  /// For a member that is an object: end() it before the next member of this.
  JsonObjectWriter object(std::string_view name);

  bool lossy() const { return lossy_; }
  void add_loss_of(const JsonObjectWriter& member) { lossy_ = lossy_ || member.lossy_; }
  /// Adds "lossy":true where texts were changed, and closes the object.
  void end_marked();
  void end() { out_ += '}'; }

 private:
  enum class Reopen { kYes };
  JsonObjectWriter(std::string& out, Reopen) : out_(out), first_(false) { out_.pop_back(); }
  void name(std::string_view name);
  void pair(std::string_view name, std::string_view value);

  std::string& out_;
  bool first_ = true;
  bool lossy_ = false;
};

}  // namespace hookline
