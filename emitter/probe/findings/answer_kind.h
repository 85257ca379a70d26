#pragma once

#include "catcher/base/http/message/answer.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What an answer's body is, at a glance.
enum class AnswerKind : std::uint8_t {
  kNothing,
  kCaptcha,  ///< a firewall asks whether a human is there
  kLogin,    ///< a page that wants a password
  kPage,     ///< any other page for people
  kJson,
  kOther,  ///< a text, an image, …
};

/// By the marks that the usual firewalls and forms leave; a guess. Looks at the first 64 KiB.
AnswerKind kind_of(const Answer& answer);
/// Of a page; as it came, empty where it has none.
std::string title_of(std::string_view page);

}  // namespace hookline
