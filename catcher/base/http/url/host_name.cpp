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

/// Wide and ornate forms of signs are mapped to the plain ones: a host must not become a path.
bool is_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

bool is_localhost(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

bool ends_in_a_number(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto last = host.substr(host.rfind('.') + 1);  // npos + 1 is 0
  if (std::all_of(last.begin(), last.end(), is_digit)) return true;
  return last.starts_with("0x") && last.find_first_not_of("0123456789abcdef", 2) == last.npos;
}

std::string ascii_host(std::string_view host) {
  if (is_ascii(host)) return std::string(host);
  // The library reads up to a zero byte, and would make another name of what stands before it.
  if (host.find('\0') != host.npos) throw std::invalid_argument("the host holds a zero byte");
  char* found = nullptr;
  const int problem =
      idn2_to_ascii_8z(std::string(host).c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, void (*)(void*)> name(found, std::free);
  if (problem == IDN2_OK && ends_in_a_number(name.get())) {
    throw std::invalid_argument(fmt::format(
        "the host reads as {} once its letters beyond ASCII are made plain, which looks like an "
        "address; write it in plain digits and dots",
        name.get()));
  }
  if (problem == IDN2_OK && !is_name(name.get())) {
    throw std::invalid_argument(
        fmt::format("the host reads as {} once its letters beyond ASCII are made plain, which is "
                    "no name",
                    name.get()));
  }
  if (problem == IDN2_OK) return name.get();
  throw std::invalid_argument(fmt::format(
      "the host has letters beyond ASCII that can't stand in a name ({}); write it in punycode, "
      "xn--…",
      idn2_strerror(problem)));
}

}  // namespace hookline
