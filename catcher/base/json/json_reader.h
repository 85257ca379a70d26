#pragma once

#include "catcher/base/process/failure.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hookline {

enum class JsonKind : std::uint8_t { kNull, kBool, kInteger, kDecimal, kText, kArray, kObject };

struct JsonTree;
struct JsonNode;
class JsonObject;

/// An id, or a name that stands for one: 42 or "Newsletter".
using IdOrText = std::variant<std::uint64_t, std::string>;

/// What readings throw: a Failure(kInvalidInput) that knows its place, so that a reader may go on
/// behind it (JsonMistakes).
class JsonFailure : public Failure {
 public:
  /// `meant_key`: where the place is a member whose key is misspelled, the one that is meant. An
  /// empty sentence: it only follows from another mistake.
  JsonFailure(const std::string& sentence, const JsonNode* place, std::string meant_key = {})
      : Failure(ExitCode::kInvalidInput, sentence),
        place_(place),
        meant_key_(std::move(meant_key)) {}
  const JsonNode* place() const { return place_; }
  const std::string& meant_key() const { return meant_key_; }

 private:
  const JsonNode* place_;
  std::string meant_key_;
};

/// One value of a document, and where it stands. A view: the document must outlive it. Every
/// reading throws Failure(kInvalidInput) "FILE: /json/pointer: what is wrong" when the value isn't
/// of the asked kind.
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
  bool boolean() const;
  IdOrText id_or_text() const;
  /// A text as it is; an integer, a decimal or a bool as it is written in JSON ("1234.5", "true").
  std::string text_or_number() const;
  /// A duration text such as "250ms", "2s" or "1m", or 0.
  std::int64_t duration_ms() const;
  /// An array's values.
  std::vector<JsonValue> items() const;
  JsonObject object() const;

  /// The value as JSON text, without comments.
  std::string json() const;

  /// Where it stands, as in RFC 6901: "/steps/0/event"; empty for the whole document.
  std::string pointer() const;
  /// As it was given, for messages.
  const std::string& file() const;
  /// "FILE: /pointer: sentence", as Failure(kInvalidInput).
  [[noreturn]] void fail(std::string_view sentence) const;
  /// For a text or an id that is none of `known`: `"unsubscribed" is no event; did you mean
  /// "unsubscribe"? Known are: …`. `what` comes with its article left out: "event", "list".
  [[noreturn]] void fail_unknown(std::string_view what,
                                 std::span<const std::string_view> known) const;

 private:
  friend class JsonDocument;
  friend class JsonMistakes;
  friend class JsonObject;
  JsonValue(const JsonTree* tree, const JsonNode* node) : tree_(tree), node_(node) {}
  [[noreturn]] void fail_kind(std::string_view expected) const;

  const JsonTree* tree_;
  const JsonNode* node_;
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
  [[noreturn]] void refuse_key(const JsonNode& child, std::string_view meant,
                               std::string_view sentence) const;

  JsonValue value_;
  std::vector<std::string_view> known_;
  std::vector<bool> asked_;
};

/// A JSON text read whole, comments ("//" and "/* */") left out. Owns what its values point to;
/// moving it keeps them valid.
class JsonDocument {
 public:
  /// Throws Failure(kInvalidInput) with the file, and the line and column where there is one: not
  /// there, a directory, empty, over
  /// kJsonFileBytesMax, no text, not JSON, a key twice in an object, too deep.
  static JsonDocument read_file(const std::string& file);
  /// The same for a text; `file` is what messages call it.
  static JsonDocument parse(std::string_view text, std::string file);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonValue root() const;

 private:
  explicit JsonDocument(std::unique_ptr<JsonTree> tree);
  std::unique_ptr<JsonTree> tree_;
};

/// As large as a catcher's export may get: it holds each caught body once, a third larger in
/// base64.
inline constexpr std::size_t kJsonFileBytesMax = std::size_t{4} << 30;
inline constexpr std::size_t kJsonDepthMax = 64;
inline constexpr std::size_t kJsonValuesMax = 50'000'000;

}  // namespace hookline
