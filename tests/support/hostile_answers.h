#pragma once

#include "catcher/base/net/addresses/outcome.h"

#include <string_view>

namespace hookline {

/// Bytes that answer a request, and what a sender must make of them although the connection stays
/// open.
struct HostileAnswer {
  const char* name;
  std::string_view bytes;
  Outcome outcome;
};

namespace hostile {

using namespace std::string_view_literals;

inline constexpr Outcome kInvalid = Outcome::kInvalidAnswer;

inline constexpr HostileAnswer kAnswers[] = {
    {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n", kInvalid},
    {"HTTP/0.9", "<html>hello</html>\r\n\r\n", kInvalid},
    {"HTTP/0.9 without a line's end", "hello", kInvalid},
    {"HTTP/2, its settings", "\0\0\6\4\0\0\0\0\0\0\4\0\x10\0\0"sv, kInvalid},
    {"a version that doesn't exist", "HTTP/9.9 200 OK\r\n\r\n", kInvalid},
    {"a TLS alert", "\x15\x03\x03\0\2\2\x28"sv, kInvalid},
    {"a status of letters", "HTTP/1.1 abc OK\r\n\r\n", kInvalid},
    {"a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", kInvalid},
    {"a status that doesn't exist", "HTTP/1.1 042 Odd\r\nContent-Length: 0\r\n\r\n", kInvalid},
    {"the status 050", "HTTP/1.1 050 Odd\r\nContent-Length: 0\r\n\r\n", kInvalid},
    {"a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", kInvalid},
    {"no status", "HTTP/1.1\r\n\r\n", kInvalid},
    {"another version of HTTP/1", "HTTP/1.2 200 OK\r\n\r\n", kInvalid},
    {"blank lines", "\r\n\r\n\r\n\r\n\r\n\r\n", kInvalid},
    {"a header without a colon", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n", kInvalid},
    {"a header that begins with a blank", "HTTP/1.1 200 OK\r\n X: a\r\n\r\n", kInvalid},
    {"a length in a second line", "HTTP/1.1 200 OK\r\nContent-Length:\r\n 2\r\n\r\nok", kInvalid},
    {"an empty length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok", kInvalid},
    {"a length and more", "HTTP/1.1 200 OK\r\nContent-Length: 2 bytes\r\n\r\nok", kInvalid},
    {"a NUL in a header's value", "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n"sv, kInvalid},
    {"a NUL in a header's name", "HTTP/1.1 200 OK\r\nX\0: a\r\n\r\n"sv, kInvalid},
    {"a NUL in the reason", "HTTP/1.1 200 O\0K\r\n\r\n"sv, kInvalid},
    {"a bare CR in a header", "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n", kInvalid},
    {"a length of letters", "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n", kInvalid},
    {"a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", kInvalid},
    {"a length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n", kInvalid},
    {"a hexadecimal length", "HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\n", kInvalid},
    {"a length beyond 64 bits", "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551617\r\n\r\n",
     kInvalid},
    {"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", kInvalid},
    {"a list of two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n", kInvalid},
    {"a length and another coding",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok", kInvalid},
    {"chunks that aren't last",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n", kInvalid},
    {"a length and chunks",
     "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", kInvalid},
    {"chunks and a length",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", kInvalid},
    {"a chunk's size of letters", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     kInvalid},
    {"a negative chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", kInvalid},
    {"a chunk beyond 64 bits",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000001\r\n", kInvalid},
    {"a chunk without its end",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx0\r\n\r\n", kInvalid},
    {"another protocol, unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
     kInvalid},
    {"a huge length", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
     Outcome::kAnswerTooLarge},
    {"the largest length", "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n",
     Outcome::kAnswerTooLarge},
    {"a huge chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n",
     Outcome::kAnswerTooLarge},
    {"the largest chunk",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
     Outcome::kAnswerTooLarge},
};

}  // namespace hostile
}  // namespace hookline
