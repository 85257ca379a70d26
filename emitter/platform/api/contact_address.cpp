#include "emitter/platform/api/contact_address.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {
namespace {

bool is_domain(std::string_view text) {
  if (text.find('.') == std::string_view::npos || text.find("..") != std::string_view::npos)
    return false;
  const auto fits = [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || static_cast<signed char>(c) < 0;
  };
  return std::ranges::all_of(text, fits) && text.front() != '.' && text.back() != '.';
}

}  // namespace

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const auto local = text.substr(0, at);
  const auto fits = [](char c) {
    return static_cast<unsigned char>(c) > ' ' &&
           std::string_view("\"(),:;<>@[\\]\x7f").find(c) == std::string_view::npos;
  };
  return std::ranges::all_of(local, fits) && is_domain(text.substr(at + 1));
}

}  // namespace hookline
