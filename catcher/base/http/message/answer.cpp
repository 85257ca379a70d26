#include "catcher/base/http/message/answer.h"

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kReasons =
    "|201 Created|202 Accepted|203 Non-Authoritative Information|204 No Content|"
    "205 Reset Content|206 Partial Content|207 Multi-Status|208 Already Reported|226 IM Used|"
    "300 Multiple Choice|301 Moved Permanently|302 Found|303 See Other|304 Not Modified|"
    "305 Use Proxy|306 unused|307 Temporary Redirect|308 Permanent Redirect|400 Bad Request|"
    "401 Unauthorized|402 Payment Required|403 Forbidden|404 Not Found|405 Method Not Allowed|"
    "406 Not Acceptable|407 Proxy Authentication Required|408 Request Timeout|409 Conflict|"
    "410 Gone|411 Length Required|412 Precondition Failed|413 Payload Too Large|414 URI Too Long|"
    "415 Unsupported Media Type|416 Range Not Satisfiable|417 Expectation Failed|418 I'm a teapot|"
    "421 Misdirected Request|422 Unprocessable Entity|423 Locked|424 Failed Dependency|"
    "425 Too Early|426 Upgrade Required|428 Precondition Required|429 Too Many Requests|"
    "431 Request Header Fields Too Large|451 Unavailable For Legal Reasons|"
    "500 Internal Server Error|501 Not Implemented|502 Bad Gateway|503 Service Unavailable|"
    "504 Gateway Timeout|505 HTTP Version Not Supported|506 Variant Also Negotiates|"
    "507 Insufficient Storage|508 Loop Detected|510 Not Extended|"
    "511 Network Authentication Required|";

}  // namespace

std::string_view reason_of(int status) {
  if (status == 200) return "OK";  // nearly always
  const std::string before = fmt::format("|{} ", status);
  if (const auto at = kReasons.find(before); at != std::string_view::npos) {
    const auto reason = kReasons.substr(at + before.size());
    return reason.substr(0, reason.find('|'));
  }
  if (status < 300) return "Success";
  if (status < 400) return "Redirection";
  return status < 500 ? "Client Error" : "Server Error";
}

bool ends_with_its_head(int status, std::string_view method) {
  return method == "HEAD" || status == 204 || status == 304;
}

}  // namespace hookline
