#include "catcher/http/host_name.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <idn2.h>

namespace hookline {

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
  if (problem == IDN2_OK) return name.get();
  throw std::invalid_argument(fmt::format(
      "the host has letters beyond ASCII that can't stand in a name ({}); write it in punycode, "
      "xn--…",
      idn2_strerror(problem)));
}

}  // namespace hookline
