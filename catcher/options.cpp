#include "catcher/options.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/process/flag_problem.h"
#include "catcher/base/process/flag_with_value.h"
#include "catcher/base/signing/signing_key.h"
#include "catcher/base/units/quantity.h"
#include "catcher/replies/reply_chance.h"

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kAbout =
    "Catches every HTTP request sent to it, exactly as sent, and shows it live in a web page.\n"
    "Send requests to the address it prints as \"catching on\"; open the one it prints as "
    "\"watching on\".";

/// A flag whose value `parse` reads; what that throws becomes the flag's error.
template <class Value, class Parse>
void add_parsed(CLI::App& app, const std::string& flag, const char* type, Value& value, Parse parse,
                const std::string& help) {
  const auto read = [flag, parse, &value](const std::string& text) {
    try {
      value = parse(text);
    } catch (const std::invalid_argument& error) {
      throw CLI::ValidationError(flag + " " + text, error.what());
    }
  };
  app.add_option_function<std::string>(flag, read, help)->type_name(type);
}

std::uint64_t whole_number(const std::string& text, std::uint64_t min, std::uint64_t max,
                           const std::string& expected) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_read = error == std::errc() && end == text.data() + text.size();
  if (is_read && number >= min && number <= max) return number;
  throw std::invalid_argument("expected a whole number from " + expected);
}

std::uint64_t parse_count(const std::string& text) {
  return whole_number(text, 1, std::numeric_limits<std::uint64_t>::max(), "1");
}

std::uint64_t parse_seed(const std::string& text) {
  return whole_number(text, 0, kSeedMax, fmt::format("0 to {}", kSeedMax));
}

/// An empty token, as from a variable that isn't set, would silently leave the page open.
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

std::int64_t parse_timeout_ms(const std::string& text) {
  const std::int64_t timeout_ms = parse_duration_ms(text);
  if (timeout_ms >= 1) return timeout_ms;
  throw std::invalid_argument("expected a time over 0, such as 500ms or 30s");
}

void declare_addresses(CLI::App& app, CatcherOptions& options) {
  add_parsed(app, "--listen", "ADDR", options.listen, parse_listen_address,
             "where to catch, HOST:PORT; port 0 takes any free one (127.0.0.1:8080)");
  add_parsed(app, "--page", "ADDR", options.page, parse_listen_address,
             "where to show the page and the API (127.0.0.1:8081)");
}

void declare_store(CLI::App& app, CatcherOptions& options) {
  add_flag_with_value(app, "--store", "FILE|memory", options.store,
                      "file that keeps the captures, or \"memory\" (hookline.db)");
  add_parsed(app, "--keep", "N", options.limits.captures_max, parse_count,
             "captures to keep, the oldest are dropped (100000)");
  add_parsed(app, "--keep-bytes", "SIZE", options.limits.bytes_max, parse_size,
             "bytes of captures to keep (1G)");
  add_parsed(app, "--max-body", "SIZE", options.body_bytes_max, parse_size,
             "largest body; a larger one gets 413 and is cut (64M)");
  add_parsed(app, "--memory", "SIZE", options.memory_bytes, parse_size,
             "memory for requests and calls under way, beside the store's; what needs more waits, "
             "then gets 503 (512M)");
}

void declare_replies(CLI::App& app, CatcherOptions& options) {
  add_flag_with_value(app, "--replies", "FILE", options.replies_file,
                      "file of reply rules: what to answer to which requests");
  add_parsed(app, "--seed", "N", options.seed, parse_seed,
             "of reply rules that answer by chance, to draw the same again (random, and printed)");
  app.add_flag(
      "--path-replies", options.path_replies,
      "/status/503 and /delay/250ms anywhere in a path say what is answered, where no rule "
      "does");
  app.add_flag("--cors", options.cors,
               "let scripts of any web page send, and read the answers: their browser's question "
               "before a request (OPTIONS) is answered, before all rules");
}

void declare_forwarding(CLI::App& app, CatcherOptions& options) {
  add_flag_with_value(
      app, "--forward", "URL", options.forward,
      "app that caught requests go on to, and whose answers go back; its path stands "
      "before each target; reply rules come first (none)");
  add_parsed(app, "--max-answer", "SIZE", options.answer_bytes_max, parse_size,
             "largest answer of the app, also to a replay; a larger one is a 502, or is cut where "
             "it was on its way (16M)");
  add_parsed(app, "--forward-timeout", "DURATION", options.forward_timeout_ms, parse_timeout_ms,
             "time the app has to begin its answer, and for each further piece of it (30s)");
  app.add_flag("--keep-host", options.forward_keeps_host,
               "forward the Host header as it was caught; else the app gets its own");
  add_flag_with_value(app, "--allow-host", "HOST", options.allowed_hosts,
                      "host besides loopback that requests may be forwarded or replayed to; may be "
                      "repeated")
      ->allow_extra_args(false);
}

void declare_names(CLI::App& app, CatcherOptions& options) {
  add_flag_with_value(app, "--domain", "NAME", options.domain,
                      "requests to NAME.DOMAIN get the channel NAME, as NAME.localhost does");
  add_parsed(app, "--page-url", "URL", options.page_url, parse_page_url,
             "where people open the page, if that is another address: a proxy's, or a container's "
             "name, such as https://hooks.example.com (none)");
  add_parsed(app, "--token", "TOKEN", options.token, parse_token,
             "what callers of the page have to know, any characters; else it comes from "
             "HOOKLINE_TOKEN; beyond loopback there always is one, random if not given");
}

void declare_signing(CLI::App& app, CatcherOptions& options) {
  add_flag_with_value(app, "--signing-key-file", "FILE", options.signing_key_file,
                      "file with the key that captures are signed with, or with a list as PUT "
                      "/api/signing takes; else a key comes from HOOKLINE_SIGNING_KEY");
  add_flag_with_value(app, "--signing-scheme", "NAME", options.signing_scheme,
                      "how they are signed: standard-webhooks, stripe, github or hmac-sha256");
  add_flag_with_value(app, "--signing-header", "NAME", options.signing_header,
                      "where hmac-sha256 stands, in hex (X-Signature)");
  add_flag_with_value(app, "--catalogue", "FILE", options.catalogue_file,
                      "file of the kinds of event to name, as emitter events --json writes it");
}

void declare_output(CLI::App& app, CatcherOptions& options) {
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

CatcherCall parse_catcher_options(int argc, const char* const* argv, CatcherOptions& options) {
  CLI::App app(kAbout, "catcher");
  app.set_version_flag("--version", std::string("catcher ") + HOOKLINE_VERSION);
  declare_addresses(app, options);
  declare_store(app, options);
  declare_replies(app, options);
  declare_forwarding(app, options);
  declare_names(app, options);
  declare_signing(app, options);
  declare_output(app, options);
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
