#include "catcher/base/signing/hmac_sha256.h"

#include "catcher/base/http/codings/base64.h"

#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace hookline {
namespace {

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL can't compute an HMAC-SHA256");
}

/// Fetched once: looking an algorithm up costs more than using it.
EVP_MAC* hmac() {
  static EVP_MAC* const kAlgorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  require(kAlgorithm != nullptr);
  return kAlgorithm;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

HmacSha256::HmacSha256(std::string_view key) : context_(EVP_MAC_CTX_new(hmac())) {
  require(context_ != nullptr);
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 2> params{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_end()};
  // A null key would mean "the one from before".
  if (key.data() == nullptr) key = "";
  require(EVP_MAC_init(context_.get(), bytes_of(key), key.size(), params.data()) == 1);
}

HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

void HmacSha256::Free::operator()(evp_mac_ctx_st* context) const {
  EVP_MAC_CTX_free(context);
}

HmacDigest HmacSha256::of(std::initializer_list<std::string_view> pieces) {
  require(EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1);
  for (const std::string_view piece : pieces) {
    require(EVP_MAC_update(context_.get(), bytes_of(piece), piece.size()) == 1);
  }
  HmacDigest digest{};
  std::size_t size = 0;
  require(EVP_MAC_final(context_.get(), digest.data(), &size, digest.size()) == 1);
  return digest;
}

bool same_digest(const HmacDigest& a, const HmacDigest& b) {
  return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex_of(const HmacDigest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string base64_of(const HmacDigest& digest) {
  std::string out;
  append_base64(out, {reinterpret_cast<const char*>(digest.data()), digest.size()});
  return out;
}

}  // namespace hookline
