#pragma once

#include <string_view>

namespace hookline {

/// Behind the sentence that a receiver's certificate was refused: the flags of all commands that
/// send.
inline constexpr std::string_view kCertificateAdvice =
    "; name a file with its certificate, or its CA's, with --ca-file, or check none with "
    "--insecure";

}  // namespace hookline
