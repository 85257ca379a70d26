#pragma once

namespace hookline::test {

/// How many times as long as usual a test waits before it takes silence for a failure. Under
/// ThreadSanitizer programs take five to fifteen times as long.
#if defined(__SANITIZE_THREAD__)
inline constexpr int kSlowness = 8;
#else
inline constexpr int kSlowness = 1;
#endif

}  // namespace hookline::test
