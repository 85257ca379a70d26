#include "catcher/base/http/message/message_headers.h"

#include "catcher/base/http/headers/header.h"

#include <algorithm>
#include <array>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 7> kOfTheConnection = {
    "connection", "keep-alive", "proxy-connection", "te", "upgrade", "expect", "http2-settings"};
constexpr std::array<std::string_view, 3> kFraming = {"content-length", "transfer-encoding",
                                                      "trailer"};
constexpr std::array<std::string_view, 3> kOfTheSender = {"host", "hookline-delivery",
                                                          "hookline-platform"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return equals_ignoring_case(known, name); });
}

}  // namespace

bool is_of_the_connection(std::string_view name) {
  return is_among(kOfTheConnection, name);
}

bool is_framing(std::string_view name) {
  return is_among(kFraming, name);
}

bool is_made_by_the_sender(std::string_view name) {
  return is_among(kOfTheSender, name) || is_framing(name) || is_of_the_connection(name);
}

}  // namespace hookline
