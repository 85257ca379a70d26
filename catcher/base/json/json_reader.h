#pragma once

#include "catcher/base/json/parsing/json_places.h"
#include "catcher/base/json/parsing/json_reading.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

struct JsonTree;
struct JsonNode;
class JsonObject;

struct JsonPair;

/// One value of a document, and where it stands. A view: the document must outlive it. Every
/// reading fails, see fail(), when the value isn't of the asked kind.
class JsonValue {
 public:
  JsonKind kind() const;
  bool is_text() const { return kind() == JsonKind::kText; }
  bool is_integer() const { return kind() == JsonKind::kInteger; }
  bool is_bool() const { return kind() == JsonKind::kBool; }
  bool is_array() const { return kind() == JsonKind::kArray; }
  bool is_object() const { return kind() == JsonKind::kObject; }

  const std::string& text() const;
  /// A text that is not empty.
  const std::string& name() const;
  std::int64_t integer(std::int64_t min = std::numeric_limits<std::int64_t>::min(),
                       std::int64_t max = std::numeric_limits<std::int64_t>::max()) const;
  /// An integer from 1.
  std::uint64_t id() const;
  /// An integer from 0.
  std::uint64_t count() const;
  /// An integer or a decimal.
  double number(double min, double max = std::numeric_limits<double>::infinity()) const;
  bool boolean() const;
  /// A text that is one of `names`: which, by its index. Fails as fail_unknown() does.
  std::size_t one_of(std::string_view what, std::span<const std::string_view> names) const;
  /// A text as it is; an integer, a decimal or a bool as it is written in JSON ("1234.5", "true").
  std::string text_or_number() const;
  /// A duration in quotes such as "250ms", "2s" or "1m", or 0.
  std::int64_t duration_ms() const;
  /// An array's values.
  std::vector<JsonValue> items() const;
  /// {"name": value…}, in its order, or, where names may repeat, [[name, value]…].
  std::vector<JsonPair> pairs() const;
  JsonObject object() const;
  /// What `read` returns. A std::invalid_argument that it throws becomes a failure of this value.
  template <class Read>
  auto checked(const Read& read) const {
    try {
      return read();
    } catch (const std::invalid_argument& refused) {
      fail(refused.what());
    }
  }
  /// The value that this path leads to ("fields/7", "lists/0"; counted as items() counts), or the
  /// last one on its way.
  JsonValue nearest(std::string_view path) const;

  /// The value as JSON text, without comments.
  std::string json() const;

  /// Where it stands, as in RFC 6901: "/steps/0/event"; empty for the whole document.
  std::string pointer() const;
  JsonPlace place() const;
  /// As it was given, for messages.
  const std::string& file() const;
  /// Throws JsonFailure "FILE:LINE:COLUMN: /pointer: sentence". The whole document has no place:
  /// "FILE: sentence". A document without a file's name is a call's body: "/pointer: sentence",
  /// with line and column in brackets behind it where there are several lines.
  [[noreturn]] void fail(std::string_view sentence) const;
  /// "must be EXPECTED, not" and what it is.
  [[noreturn]] void fail_kind(std::string_view expected) const;
  /// For a text or an id that is none of `known`: `"unsubscribed" is no event; did you mean
  /// "unsubscribe"? Known are: …`. `what` comes with its article left out: "event", "list".
  [[noreturn]] void fail_unknown(std::string_view what,
                                 std::span<const std::string_view> known) const;

 private:
  friend class JsonDocument;
  friend class JsonMistakes;
  friend class JsonObject;
  JsonValue(const JsonTree* tree, const JsonNode* node) : tree_(tree), node_(node) {}
  std::string described() const;

  const JsonTree* tree_;
  const JsonNode* node_;
};

struct JsonPair {
  std::string name;
  JsonValue value;
  JsonValue place;  ///< that both stand at: the value, or the pair of a list
};

/// An object being read key by key. It remembers which keys were asked for; finish() refuses the
/// rest, so a key is known exactly where some reader asks for it.
class JsonObject {
 public:
  /// The value of that key, if it is there. `key` must outlive the object (a literal). Fails where
  /// it is there in another spelling: "Account", "firstName".
  std::optional<JsonValue> find(std::string_view key);
  /// Fails, naming the object's pointer and the key, when it isn't there.
  JsonValue require(std::string_view key);
  /// Those of a key that may be missing; the kinds as in JsonValue.
  std::string text_or(std::string_view key, std::string_view otherwise);
  std::int64_t integer_or(std::string_view key, std::int64_t otherwise,
                          std::int64_t min = std::numeric_limits<std::int64_t>::min(),
                          std::int64_t max = std::numeric_limits<std::int64_t>::max());
  bool boolean_or(std::string_view key, bool otherwise);
  /// The array's values; none where the key is missing.
  std::vector<JsonValue> items_or_none(std::string_view key);

  struct Member {
    std::string_view key;
    JsonValue value;
  };
  /// All members in the order of the file, all counting as asked for: for objects whose keys are
  /// free.
  std::vector<Member> members();

  /// Refuses the keys that nobody asked for, with a suggestion and the known ones.
  void finish() const;

  /// The object itself, for its pointer and fail().
  const JsonValue& value() const { return value_; }

 private:
  friend class JsonValue;
  explicit JsonObject(JsonValue value);
  bool has(std::string_view key) const;
  std::string advice_on(const std::string& key, std::span<const std::string_view> known) const;

  JsonValue value_;
  std::vector<std::string_view> known_;
  std::vector<bool> asked_;
};

/// A JSON text read whole, comments ("//" and "/* */") left out. Owns what its values point to;
/// moving it keeps them valid.
class JsonDocument {
 public:
  /// Throws Failure(kInvalidInput) with the file, and the line and column where there is one: not
  /// there, a folder, empty, over kJsonFileBytesMax, no text, not JSON, a key twice in an object,
  /// nested deeper than kJsonDepthMax, too many values.
  static JsonDocument read_file(const std::string& file, JsonReading reading = {});
  /// The same for a text; `file` is what messages call it, empty for the body of a call.
  static JsonDocument parse(std::string_view text, std::string file, JsonReading reading = {});

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonValue root() const;

 private:
  explicit JsonDocument(std::unique_ptr<JsonTree> tree);
  std::unique_ptr<JsonTree> tree_;
};

}  // namespace hookline
