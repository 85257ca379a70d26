#pragma once

#include <string_view>

namespace hookline {

/// An answer that breaks the rules without any doubt about what it says: curl 7.88 takes it too.
/// Its body is "ok".
struct OddAnswer {
  const char* name;
  std::string_view bytes;
  int status = 200;
  bool closes = false;  ///< it ends with the connection
};

namespace odd {

inline constexpr OddAnswer kAnswers[] = {
    {"no reason, and no blank", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"},
    {"no reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"},
    {"two blanks", "HTTP/1.1  200  OK \r\nContent-Length: 2\r\n\r\nok"},
    {"no blank before the reason", "HTTP/1.1 200OK\r\nContent-Length: 2\r\n\r\nok"},
    {"lower case", "http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
    {"both cases", "Http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
    {"HTTP/2 in writing", "HTTP/2 200\r\nContent-Length: 2\r\n\r\nok"},
    {"HTTP/2.0 in writing", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok"},
    {"a status that nobody knows", "HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\nok", 999},
    {"bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"},
    {"both line ends", "HTTP/1.1 200 OK\r\nContent-Length: 2\n\r\nok"},
    {"bare line feeds behind an interim answer",
     "HTTP/1.1 100\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\nok"},
    {"no header", "HTTP/1.1 200\n\nok", 200, true},
    {"a folded header", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\tc\r\nContent-Length: 2\r\n\r\nok"},
    {"a blank before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok"},
    {"a blank in a name", "HTTP/1.1 200 OK\r\nMy Server: x\r\nContent-Length: 2\r\n\r\nok"},
    {"a header without a name", "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 2\r\n\r\nok"},
    {"Latin-1", "HTTP/1.1 200 \xdcnlich\r\nX: \xe9\r\nContent-Length: 2\r\n\r\nok"},
    {"a control byte in a value", "HTTP/1.1 200 OK\r\nX: a\1b\r\nContent-Length: 2\r\n\r\nok"},
    {"one length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nok"},
    {"a list of one length", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok"},
    {"zeros before a length", "HTTP/1.1 200 OK\r\nContent-Length: 002\r\n\r\nok"},
    {"chunked twice",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\ntransfer-encoding: Chunked\r\n\r\n"
     "2\r\nok\r\n0\r\n\r\n"},
    {"a comma behind chunked",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked,\r\n\r\n2\r\nok\r\n0\r\n\r\n"},
    {"an empty coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\nContent-Length: 2\r\n\r\nok"},
    {"the coding identity",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok"},
    {"chunks in HTTP/1.0",
     "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"},
    {"chunks with bare line feeds", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n"},
    {"blanks behind a chunk's size",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2  \r\nok\r\n0\t\r\n\r\n"},
    {"words behind a chunk's size",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 a b;c=\r\nok\r\n0\r\n\r\n"},
    {"zeros before a chunk's size",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0002\r\nok\r\n000\r\n\r\n"},
    {"a coding before chunks",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: x, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"},
    {"a coding without chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\nok", 200, true},
};

}  // namespace odd
}  // namespace hookline
