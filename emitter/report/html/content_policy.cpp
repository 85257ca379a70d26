#include "emitter/report/html/content_policy.h"

#include "catcher/base/http/codings/base64.h"

#include <array>

#include <openssl/sha.h>

namespace hookline {

std::string hash_source(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::string source = "'sha256-";
  append_base64(source, {reinterpret_cast<const char*>(digest.data()), digest.size()});
  return source + "'";
}

}  // namespace hookline
