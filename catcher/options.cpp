#include "catcher/options.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/process/flag_problem.h"
#include "catcher/base/signing/signing_key.h"
#include "catcher/base/units/quantity.h"
#include "catcher/replies/reply_chance.h"

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kAbout =
    "Catches every HTTP request sent to it, exactly as sent, and shows it live in a web page.\n"
    "Send requests to the address it prints as \"catching on\"; open the one it prints as "
    "\"watching on\".";

/// A value that one of our parsers reads; what it throws becomes the flag's error.
template <class Parse>
CLI::Option* add_parsed(CLI::App& app, const std::string& flag, const std::string& help,
                        Parse parse) {
  return app.add_option_function<std::string>(
      flag,
      [flag, parse](const std::string& text) {
        try {
          parse(text);
        } catch (const std::invalid_argument& error) {
          throw CLI::ValidationError(flag + " " + text, error.what());
        }
      },
      help);
}

std::uint64_t parse_count(const std::string& text) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count == 0) {
    throw std::invalid_argument("expected a whole number from 1");
  }
  return count;
}

std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size() || seed > kSeedMax) {
    throw std::invalid_argument(fmt::format("expected a whole number from 0 to {}", kSeedMax));
  }
  return seed;
}

/// An empty one, as of a variable that isn't set, would silently leave the page open.
std::string parse_token(const std::string& text) {
  if (!text.empty()) return text;
  throw std::invalid_argument(
      "it is empty, and anybody would know it; give some characters, or leave it out");
}

std::string parse_page_url(const std::string& text) {
  const Url url = Url::parse(text);
  if (url.target() == "/" && url.user_info().empty()) return text;
  throw std::invalid_argument(
      "expected a scheme and a host alone, such as https://hooks.example.com or "
      "http://catcher:8081: the page can't be moved below a path");
}

void declare(CLI::App& app, CatcherOptions& options) {
  app.set_version_flag("--version", std::string("catcher ") + HOOKLINE_VERSION);
  add_parsed(app, "--listen",
             "where to catch, HOST:PORT; port 0 takes any free one (127.0.0.1:8080)",
             [&](const std::string& text) { options.listen = parse_listen_address(text); })
      ->type_name("ADDR");
  add_parsed(app, "--page", "where to show the page and the API (127.0.0.1:8081)",
             [&](const std::string& text) { options.page = parse_listen_address(text); })
      ->type_name("ADDR");
  app.add_option("--store", options.store,
                 "file that keeps the captures, or \"memory\" (hookline.db)")
      ->type_name("FILE|memory");
  add_parsed(app, "--keep", "captures to keep, the oldest are dropped (100000)",
             [&](const std::string& text) { options.limits.captures_max = parse_count(text); })
      ->type_name("N");
  add_parsed(app, "--keep-bytes", "bytes of captures to keep (1G)", [&](const std::string& text) {
    options.limits.bytes_max = parse_size(text);
  })->type_name("SIZE");
  add_parsed(app, "--max-body", "largest body; a larger one gets 413 and is cut (64M)",
             [&](const std::string& text) { options.body_bytes_max = parse_size(text); })
      ->type_name("SIZE");
  add_parsed(app, "--memory",
             "memory for requests and calls under way, beside the store's; what needs more waits, "
             "then gets 503 (512M)",
             [&](const std::string& text) { options.memory_bytes = parse_size(text); })
      ->type_name("SIZE");
  app.add_option("--replies", options.replies_file,
                 "file of reply rules: what to answer to which requests")
      ->type_name("FILE");
  add_parsed(app, "--seed",
             "of reply rules that answer by chance, to draw the same again (random, and printed)",
             [&](const std::string& text) { options.seed = parse_seed(text); })
      ->type_name("N");
  app.add_flag(
      "--path-replies", options.path_replies,
      "/status/503 and /delay/250ms anywhere in a path say what is answered, where no rule "
      "does");
  app.add_flag("--cors", options.cors,
               "let scripts of any web page send, and read the answers: their browser's question "
               "before a request (OPTIONS) is answered, before all rules");
  app.add_option("--forward", options.forward,
                 "app that caught requests go on to, and whose answers go back; its path stands "
                 "before each target; reply rules come first (none)")
      ->type_name("URL");
  add_parsed(
      app, "--max-answer",
      "largest answer of the app, also to a replay; a larger one is a 502, or is cut where it "
      "was on its way (16M)",
      [&](const std::string& text) { options.answer_bytes_max = parse_size(text); })
      ->type_name("SIZE");
  add_parsed(app, "--forward-timeout",
             "time the app has to begin its answer, and for each further piece of it (30s)",
             [&](const std::string& text) {
               options.forward_timeout_ms = parse_duration_ms(text);
               if (options.forward_timeout_ms < 1) {
                 throw std::invalid_argument("expected a time over 0, such as 500ms or 30s");
               }
             })
      ->type_name("DURATION");
  app.add_flag("--keep-host", options.forward_keeps_host,
               "forward the Host header as it was caught; else the app gets its own");
  app.add_option("--allow-host", options.allowed_hosts,
                 "host besides loopback that requests may be forwarded or replayed to; may be "
                 "repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
  app.add_option("--domain", options.domain,
                 "requests to NAME.DOMAIN get the channel NAME, as NAME.localhost does")
      ->type_name("NAME");
  add_parsed(app, "--page-url",
             "where people open the page, if that is another address: a proxy's, or a container's "
             "name, such as https://hooks.example.com (none)",
             [&](const std::string& text) { options.page_url = parse_page_url(text); })
      ->type_name("URL");
  add_parsed(app, "--token",
             "what callers of the page have to know, any characters; else it comes from "
             "HOOKLINE_TOKEN; beyond loopback there always is one, random if not given",
             [&](const std::string& text) { options.token = parse_token(text); })
      ->type_name("TOKEN");
  app.add_option("--signing-key-file", options.signing_key_file,
                 "file with the key that captures are signed with, or with a list as PUT "
                 "/api/signing takes; else a key comes from HOOKLINE_SIGNING_KEY")
      ->type_name("FILE");
  app.add_option("--signing-scheme", options.signing_scheme,
                 "how they are signed: standard-webhooks, stripe, github or hmac-sha256")
      ->type_name("NAME");
  app.add_option("--signing-header", options.signing_header,
                 "where hmac-sha256 stands, in hex (X-Signature)")
      ->type_name("NAME");
  app.add_option("--catalogue", options.catalogue_file,
                 "file of the kinds of event to name, as emitter events --json writes it")
      ->type_name("FILE");
  app.add_option("--log-level", options.log_level,
                 "of standard error: debug, info, warn or error (warn)")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->type_name("LEVEL");
  app.add_option_function<std::string>(
         "--format",
         [&](const std::string& name) {
           options.lines.format = name == "json" ? LineFormat::kJson : LineFormat::kText;
         },
         "of the line per caught request: text, in colour on a terminal unless NO_COLOR is set; or "
         "json, one object each as GET /api/captures/ID says it, after the two lines of the start "
         "(catcher --format json | tail -n +3 | jq .form)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  app.add_flag("--quiet", options.quiet, "no line per caught request");
}

/// A key never stands in the argument list: every user of the machine can read that.
void take_signing_key(CatcherOptions& options) {
  if (options.signing_scheme.empty()) {
    if (options.signing_header.empty()) return;
    throw Failure(ExitCode::kUsage, "--signing-header wants --signing-scheme hmac-sha256");
  }
  const auto scheme = scheme_named(options.signing_scheme);
  if (!scheme) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("--signing-scheme {}: expected standard-webhooks, stripe, github or "
                              "hmac-sha256",
                              options.signing_scheme));
  }
  if (!options.signing_header.empty() && *scheme != SignatureScheme::kHmacSha256) {
    throw Failure(
        ExitCode::kUsage,
        fmt::format("--signing-header is for hmac-sha256; {} has its own", options.signing_scheme));
  }
  if (!options.signing_key_file.empty()) return;
  const char* key = std::getenv("HOOKLINE_SIGNING_KEY");
  if (key == nullptr || *key == '\0') {
    throw Failure(ExitCode::kUsage,
                  "--signing-scheme wants a key: name its file with --signing-key-file, or put it "
                  "into the environment as HOOKLINE_SIGNING_KEY");
  }
  options.signing_key = key;
}

/// Like a key, it can be kept out of the argument list.
void take_token(CatcherOptions& options) {
  const char* token = std::getenv("HOOKLINE_TOKEN");
  if (token == nullptr || !options.token.empty()) return;
  try {
    options.token = parse_token(token);
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kUsage, fmt::format("HOOKLINE_TOKEN: {}", error.what()));
  }
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const std::string expected =
      "expected HOST:PORT, such as 127.0.0.1:8080, [::1]:8080 or localhost:0";
  if (colon == std::string::npos) throw std::invalid_argument(expected);
  ListenAddress address;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos)
    throw std::invalid_argument("an IPv6 address stands in brackets; " + expected);
  if (!host.empty()) address.host = host;
  const std::string digits = text.substr(colon + 1);
  unsigned port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port > 65535) {
    throw std::invalid_argument("a port is a number from 0 to 65535; " + expected);
  }
  address.port = static_cast<std::uint16_t>(port);
  return address;
}

bool is_loopback(const ListenAddress& address) {
  boost::system::error_code error;
  const auto ip = boost::asio::ip::make_address(address.host, error);
  if (!error) return ip.is_loopback();
  return address.host == "localhost" || address.host.ends_with(".localhost");
}

CatcherCall parse_catcher_options(int argc, const char* const* argv, CatcherOptions& options) {
  CLI::App app(kAbout, "catcher");
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, std::cout, std::cerr);
    return CatcherCall::kDone;
  } catch (const CLI::ParseError& error) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("{}; `catcher --help` lists the flags", flag_problem(app, error)));
  }
  take_signing_key(options);
  take_token(options);
  return CatcherCall::kRun;
}

}  // namespace hookline
