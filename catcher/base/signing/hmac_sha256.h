#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

struct evp_mac_ctx_st;

namespace hookline {

/// The 32 bytes of an HMAC-SHA256.
using HmacDigest = std::array<std::uint8_t, 32>;

/// HMAC-SHA256 under one key, which is expanded once. Each thread needs one of its own.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  ~HmacSha256();
  HmacSha256(HmacSha256&&) noexcept;
  HmacSha256& operator=(HmacSha256&&) noexcept;

  /// Of the pieces one after the other.
  HmacDigest of(std::initializer_list<std::string_view> pieces);

 private:
  struct Free {
    void operator()(evp_mac_ctx_st* context) const;
  };
  std::unique_ptr<evp_mac_ctx_st, Free> context_;
};

/// In a time that doesn't tell where they differ.
bool same_digest(const HmacDigest& a, const HmacDigest& b);

/// 64 digits in lower case; 44 characters of base64.
std::string hex_of(const HmacDigest& digest);
std::string base64_of(const HmacDigest& digest);

}  // namespace hookline
