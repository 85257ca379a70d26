#include "emitter/commands/serving/serve.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/signals.h"
#include "emitter/commands/flags/dispatch_flags.h"
#include "emitter/commands/flags/queue_flags.h"
#include "emitter/commands/flags/values/flag_values.h"
#include "emitter/commands/serving/account_file.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/scenario/play/captures/capture_source.h"
#include "emitter/serving/serving.h"

#include <chrono>
#include <cstdlib>
#include <ostream>
#include <stdexcept>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <malloc.h>
#include <unistd.h>

namespace hookline {
namespace {

struct ServeFlags {
  std::string listen = "127.0.0.1:8090";
  std::string store = "hookline-account.db";
  std::string account;
  std::string catcher;
  std::string catching_url;
  std::string api_key;
  bool any_https_port = false;
  std::vector<std::string> allowed_hosts;
  std::string timeout;
  std::string rate_limit = "5";
  std::string format = "text";
  bool quiet = false;
  bool virtual_time = false;
  DispatchFlags dispatch;
  QueuePlace queue;
};

/// How deliveries are sent is said to those who send them; of `dispatch` samples and probes heed
/// the rest.
void declare_queue(CLI::App& app, QueuePlace& place) {
  CLI::Option* queue = declare_queue_flags(
      app, place,
      "Hand the deliveries over to this queue, postgresql://USER@HOST:PORT/DATABASE or a file, and "
      "let `emitter work` send them, which is told how");
  for (const char* flag : kSendingFlags) queue->excludes(app.get_option(flag));
}

void declare(CLI::App& app, ServeFlags& flags) {
  app.add_option("--listen", flags.listen, "Where the platform is (127.0.0.1:8090)")
      ->type_name("ADDR");
  app.add_option("--store", flags.store,
                 "File that the account and its deliveries are kept in (hookline-account.db), or "
                 "memory")
      ->type_name("FILE|memory");
  app.add_option("--account", flags.account,
                 "File whose account a new store begins with: a scenario, or what GET "
                 "/hookline/account has answered")
      ->type_name("FILE");
  app.add_option(
         "--catching", flags.catching_url,
         "What {catcher} stands for in the account's URLs: else where --catcher catches, or "
         "http://127.0.0.1:8080")
      ->type_name("URL");
  app.add_option("--catcher", flags.catcher,
                 "The page of a catcher that runs beside the platform, whose page links to it")
      ->type_name("URL");
  app.add_option("--api-key", flags.api_key,
                 "What callers have to know; else HOOKLINE_API_KEY, else a random one, printed")
      ->type_name("KEY");
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that webhooks may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
  app.add_flag("--virtual-time", flags.virtual_time,
               "Let POST /hookline/time pass time at once: retries need not be waited for");
  app.add_flag("--any-https-port", flags.any_https_port,
               "Take webhooks to https on other ports than 443, which the real platform refuses");
  app.add_option("--timeout", flags.timeout, "Of one attempt, connecting and the answer included")
      ->type_name("D");
  app.add_option("--rate-limit", flags.rate_limit,
                 "Calls a second of REST v3 before it answers 429 (5), or off")
      ->type_name("N|off");
  declare_dispatch_flags(app, flags.dispatch);
  declare_queue(app, flags.queue);
  app.add_option("--format", flags.format,
                 "Of the line per event and per delivery: text, in colour on a terminal unless "
                 "NO_COLOR is set; or json, an object each")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  app.add_flag("--quiet", flags.quiet, "No line per event and per delivery");
  app.footer(
      "Example:\n"
      "  emitter serve --api-key test\n"
      "  curl -H 'Api-Token: test' http://127.0.0.1:8090/api/3/webhooks");
}

ListenAddress listen_address(const std::string& text) {
  try {
    return parse_listen_address(text);
  } catch (const std::invalid_argument& error) {
    refuse_flag("--listen", text, error.what());
  }
}

/// Without a slash at its end, as the catcher prints it.
std::string origin_in(const char* flag, const std::string& url) {
  try {
    return Url::parse(url).origin();
  } catch (const UrlError& error) {
    refuse_flag(flag, url, error.what());
  }
}

/// Where the catcher of that page catches; empty where it doesn't say.
std::string catching_url_told_by(const std::string& page) {
  try {
    return open_remote_captures(page)->catching_url();
  } catch (const Failure& failure) {
    if (failure.code() == ExitCode::kUsage) throw;
    warn(fmt::format("--catcher {}: {}", page, failure.what()));
    return "";
  }
}

NeighbourCatcher catcher_of(const ServeFlags& flags) {
  NeighbourCatcher catcher;
  if (!flags.catcher.empty()) {
    origin_in("--catcher", flags.catcher);
    catcher = {flags.catcher, catching_url_told_by(flags.catcher)};
  }
  if (!flags.catching_url.empty()) catcher.catching = origin_in("--catching", flags.catching_url);
  if (catcher.catching.empty()) catcher.catching = PlatformOptions().catching_url;
  return catcher;
}

/// A key that a header can't hold would let nobody in.
std::string api_key_of(const ServeFlags& flags) {
  const char* variable = std::getenv("HOOKLINE_API_KEY");
  const bool is_flag = !flags.api_key.empty();
  std::string key = is_flag ? flags.api_key : variable == nullptr ? "" : variable;
  for (const char c : key) {
    if (c > ' ' && c < '\x7f') continue;
    throw Failure(ExitCode::kUsage,
                  fmt::format("{}: a key is made of visible ASCII characters, without blanks",
                              is_flag ? "--api-key" : "HOOKLINE_API_KEY"));
  }
  return key;
}

std::optional<std::size_t> rate_limit_of(const ServeFlags& flags) {
  if (flags.rate_limit == "off") return std::nullopt;
  constexpr std::uint64_t kCallsMax = 1'000'000;
  return number_in("--rate-limit", flags.rate_limit, kCallsMax);
}

QueueDispatcherOptions dispatch_of(const ServeFlags& flags) {
  constexpr std::chrono::milliseconds kHeldMax{60'000};
  constexpr std::size_t kAnswerKeptBytes = 1024;
  const DeliveryPromise promise = promise_of(flags.dispatch);
  QueueDispatcherOptions options;
  DispatcherOptions& dispatch = options.dispatch;
  apply(flags.dispatch, promise, flags.timeout, dispatch);
  dispatch.allowed_hosts = flags.allowed_hosts;
  // What the dispatcher holds itself waits by the calendar's time.
  dispatch.held_max = flags.virtual_time ? std::chrono::milliseconds(0) : kHeldMax;
  dispatch.answer_kept_bytes = kAnswerKeptBytes;
  dispatch.run = new_run_id();
  return options;
}

std::optional<QueuePlace> shared_queue_of(const ServeFlags& flags) {
  if (flags.queue.dsn.empty()) return std::nullopt;
  check_queue_place(flags.queue);
  if (flags.virtual_time) {
    throw Failure(ExitCode::kUsage,
                  "--virtual-time: those who send what is in a --queue go by the calendar's time; "
                  "leave one of the two out");
  }
  return flags.queue;
}

/// A large account file took much for its JSON, which the C library would keep.
void give_freed_memory_back() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

ServingOptions options_of(const ServeFlags& flags) {
  ServingOptions options;
  options.listen = listen_address(flags.listen);
  options.api_key = api_key_of(flags);
  options.calls_per_s = rate_limit_of(flags);
  options.store = flags.store;
  options.platform.shared_queue = shared_queue_of(flags);
  options.catcher = catcher_of(flags);
  options.platform.catching_url = options.catcher.catching;
  if (!flags.account.empty()) {
    options.platform.account = read_account_file(flags.account, options.catcher.catching);
    give_freed_memory_back();
  }
  options.platform.https_ports = flags.any_https_port ? HttpsPorts::kAny : HttpsPorts::kPlatforms;
  options.platform.dispatch = dispatch_of(flags);
  options.is_time_virtual = flags.virtual_time;
  return options;
}

}  // namespace

ExitCode run_serve(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Imitates the platform: an account, its API, and webhooks that are sent.",
               "emitter serve");
  ServeFlags flags;
  declare(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  check_certificate_flags(flags.dispatch);
  ServingOptions options = options_of(flags);
  InterruptSignals signals;  // blocked before any thread starts, so that only wait() sees them
  if (!is_loopback(options.listen))
    warn(fmt::format("--listen {} can be reached from other machines", flags.listen));
  if (!flags.quiet) options.lines = &out;
  options.style = {flags.format == "json" ? LineFormat::kJson : LineFormat::kText,
                   wants_colour(STDOUT_FILENO)};
  Serving serving(std::move(options));
  fmt::print(out, "serving on {}\napi key {}\n", serving.url(), serving.api_key());
  out.flush();
  serving.show_lines();
  signals.wait();
  end_within(std::chrono::milliseconds(1800), "emitter");
  serving.stop();
  return ExitCode::kOk;
}

}  // namespace hookline
