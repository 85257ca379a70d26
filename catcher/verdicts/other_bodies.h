#pragma once

#include "catcher/base/http/headers/header.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

// "altered" is said only of a signature that matches what the body may have been before: an HMAC
// can't tell another key from another body. What was found is certain; the rest is said to be
// either.

/// Called with a body that may have been signed, and what became of it on the way, as the end of
/// the sentence "it matches …". True: that is the one, look no further.
using TryBody = std::function<bool(std::string_view body, std::string_view what)>;

/// The bodies that this one may have been before something on its way parsed and wrote it again,
/// unpacked it, changed its line ends or the like; the likeliest first. True where one was taken.
/// What is costly is only tried with bodies up to 256 KiB.
bool try_other_bodies(std::span<const Header> headers, std::string_view body,
                      const TryBody& attempt);

}  // namespace hookline
