#include "catcher/base/http/url/host_name.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <idn2.h>

namespace hookline {
namespace {

std::string_view last_label(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

/// No name ends in a number (RFC 3696): full-width digits and the like would make an address.
bool is_number_like(std::string_view label) {
  return label.starts_with("0x") || std::all_of(label.begin(), label.end(), is_digit);
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

std::string ascii_host(std::string_view host) {
  if (is_ascii(host)) return std::string(host);
  char* found = nullptr;
  const int problem =
      idn2_to_ascii_8z(std::string(host).c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, void (*)(void*)> name(found, std::free);
  if (problem == IDN2_OK && is_number_like(last_label(name.get()))) {
    throw std::invalid_argument(fmt::format(
        "the host reads as {} once its letters beyond ASCII are made plain, which looks like an "
        "address; write it in plain digits and dots",
        name.get()));
  }
  if (problem == IDN2_OK) return name.get();
  throw std::invalid_argument(fmt::format(
      "the host has letters beyond ASCII that can't stand in a name ({}); write it in punycode, "
      "xn--…",
      idn2_strerror(problem)));
}

}  // namespace hookline
