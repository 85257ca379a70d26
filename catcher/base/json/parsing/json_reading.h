#pragma once

#include "catcher/base/process/failure.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

struct JsonNode;

enum class JsonKind : std::uint8_t { kNull, kBool, kInteger, kDecimal, kText, kArray, kObject };

/// As large as a catcher's export may get: it holds each caught body once, a third larger in
/// base64.
inline constexpr std::size_t kJsonFileBytesMax = std::size_t{4} << 30;
inline constexpr std::size_t kJsonDepthMax = 64;
inline constexpr std::size_t kJsonValuesMax = 50'000'000;
/// Of what is sent with a call: each value takes some 150 bytes while it is read.
inline constexpr std::size_t kJsonBodyValuesMax = 250'000;

/// How a document is to be read.
struct JsonReading {
  std::size_t values_max = kJsonValuesMax;
  bool holds_secrets = false;  ///< failures then quote none of its values
  /// The pointer of another object in which a key is known that isn't in the one at `pointer`;
  /// empty where there is none. For a hint on misplaced keys.
  std::string (*place_of_key)(std::string_view pointer, std::string_view key) = nullptr;
};

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

}  // namespace hookline
