#include "emitter/platform/api/rows/row_hash.h"

#include "catcher/base/signing/hmac_sha256.h"

namespace hookline {

std::string row_hash(std::string_view kind, std::uint64_t id, std::size_t digits) {
  return hex_of(HmacSha256(kind).of({std::to_string(id)})).substr(0, digits);
}

}  // namespace hookline
