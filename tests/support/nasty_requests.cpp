#include "tests/support/nasty_requests.h"

#include "tests/support/gzip.h"
#include "tests/support/raw_client.h"

#include <string_view>

#include <fmt/format.h>

namespace hookline::test {
namespace {

using namespace std::string_literals;

std::string with_body(std::string_view line, std::string_view headers, std::string_view body) {
  return fmt::format("{} HTTP/1.1\r\nHost: localhost\r\n{}Content-Length: {}\r\n\r\n{}", line,
                     headers, body.size(), body);
}

std::string plain(std::string_view line, std::string_view headers = {}) {
  return fmt::format("{} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", line, headers);
}

std::string form(std::string_view body, std::string_view more_headers = {}) {
  return with_body(
      "POST /form",
      fmt::format("Content-Type: application/x-www-form-urlencoded\r\n{}", more_headers), body);
}

void add_forms(std::vector<std::string>& all) {
  all.push_back(form("contact%5Bemail%5D=jane%40example.com&note=It%27s+%22fine%22"));
  all.push_back(form("note=It's+\"fine\"&x=$(id)`id`\\n!"));  // not as anyone would encode it
  all.push_back(form("a=1&b=2&a=3&=empty+name&c"));
  all.push_back(form("a=1&b=2&a=3"));
  all.push_back(form("b=2&a=%00%01%0D%0A&a%00=%25"));
  all.push_back(form("latin=%E9&utf8=%C3%A9"));
  all.push_back(form("latin=\xe9"));
  all.push_back(form(""));
  std::string many;
  for (int i = 0; i < 3000; ++i) many += fmt::format("{}f{}={}", i == 0 ? "" : "&", i, i);
  all.push_back(form(many));
  all.push_back(form(gzip("a=1&b=2"), "Content-Encoding: gzip\r\n"));
}

void add_bodies(std::vector<std::string>& all) {
  const std::string json = "Content-Type: application/json; charset=utf-8\r\n";
  all.push_back(with_body("POST /json", json,
                          "{\n  \"quote\": \"'\\\"\",\r\n\t\"percent\": \"100 % %s %n\"\n}\n"));
  all.push_back(with_body("PUT /bytes", "Content-Type: image/png\r\n", every_byte()));
  all.push_back(with_body("POST /file", "", "@/etc/passwd"));
  all.push_back(with_body("POST /option", "", "-n\0x"s));
  all.push_back(with_body("POST /utf8", "",
                          "Gr\xc3\xbc\xc3\x9f"
                          "e \xf0\x9f\x98\x80"));
  all.push_back(with_body("POST /latin1", "",
                          "Gr\xfc\xdf"
                          "e"));
  all.push_back(with_body("POST /large", "", std::string(1 << 20, '%')));
  all.push_back(with_body("POST /line", "", "\n"));
  all.push_back(with_body("GET /body", "", "a body behind GET"));
  all.push_back(with_body("HEAD /body", "", "a body behind HEAD"));
  all.push_back(
      "POST /chunks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;x=y\r\nabc\r\n2\r\n\r\n\r\n0\r\nTrailer: t\r\n\r\n");
}

void add_lines(std::vector<std::string>& all) {
  for (const char* line :
       {"GET /", "HEAD /head?a=b", "DELETE /x/1", "OPTIONS *", "PROPFIND /dav", "post /lower",
        "!#$%&'*+-.^_`|~09 /token", "GET /a/../b/./c//d?x=[1]&y={2,3}", "GET /%2e%2E/a%2Fb%zz%",
        "GET //double", "GET /a?b=c#fragment", "GET /'\"\\|^`<>", "GET /gr\xc3\xbc\xc3\x9f",
        "GET /latin\xfc", "GET http://other.example/whole?x=y", "GET /?", "GET /x?a=b?c&&="}) {
    all.push_back(plain(line));
  }
  all.push_back("GET /old HTTP/1.0\r\nX-A: b\r\n\r\n");
}

void add_headers(std::vector<std::string>& all) {
  all.push_back(plain("GET /headers",
                      "X-Empty:\r\nx-twice: 1\r\nX-Between: 2\r\nX-TWICE: 3\r\nUser-Agent: it's "
                      "\"me\"\r\nAccept: */*\r\nX-Tab: a\tb\r\nX-Latin: caf\xe9\r\nX-Utf8: "
                      "caf\xc3\xa9\r\n-X: $(id) `id` \\ %s ; | &\r\nCookie: a=b; c=\"d\"\r\n"
                      "Cookie: e\r\nAuthorization: Bearer x\r\nAccept-Encoding: br\r\n"));
  all.push_back("GET /host HTTP/1.1\r\nX-First: 1\r\nHost: other.example:81\r\n\r\n");
  all.push_back(with_body("POST /expect", "Expect: 100-continue\r\n", "expected"));
  all.push_back(with_body("GET /zero", "", ""));
  all.push_back(plain("GET /fold", "X-Fold: a\r\n  b\r\n"));
}

}  // namespace

std::vector<std::string> nasty_requests() {
  std::vector<std::string> all;
  add_forms(all);
  add_bodies(all);
  add_lines(all);
  add_headers(all);
  return all;
}

void send_whole(const std::string& url, const std::string& request) {
  RawClient client(url);
  client.send(request);
  client.finish_sending();
  client.read_to_end();
}

std::string every_byte() {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  return bytes;
}

}  // namespace hookline::test
