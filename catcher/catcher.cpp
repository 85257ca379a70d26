#include "catcher/catcher.h"

#include "catcher/api/guard/access_token.h"
#include "catcher/api/page_server.h"
#include "catcher/base/memory/memory_budget.h"
#include "catcher/base/net/sender.h"
#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "catcher/catching/capture_handler.h"
#include "catcher/given_files.h"
#include "catcher/log/capture_log.h"
#include "catcher/metrics/metrics.h"
#include "catcher/page/page_files.h"
#include "catcher/relays/forwarder.h"
#include "catcher/relays/own_address.h"
#include "catcher/replies/rules/reply_rules.h"
#include "catcher/verdicts/catalogue/event_catalogue.h"
#include "catcher/verdicts/signing_keys.h"
#include "catcher/wire/limits/connection_shares.h"
#include "catcher/wire/wire_server.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

std::unique_ptr<CaptureStore> open_store(const CatcherOptions& options, MemoryBudget& memory) {
  return options.store == "memory" ? make_memory_store(options.limits, &memory)
                                   : open_sqlite_store(options.store, options.limits, &memory);
}

/// From another machine the page can be reached only with a token; on loopback that is the user's
/// choice.
std::string token_of(const CatcherOptions& options) {
  if (!options.token.empty() || is_loopback(options.page)) return options.token;
  return random_token();
}

/// As many senders at once as send whenever they have an answer; half of the files that forwarding
/// may have open is left for those that send now and then.
constexpr std::size_t kKeptConnectionsMax = 512;

SenderOptions sender_options(const CatcherOptions& options) {
  SenderOptions sender;
  sender.allowed_hosts = options.allowed_hosts;
  sender.answer_bytes_max = static_cast<std::size_t>(options.answer_bytes_max);
  sender.ca_file = options.ca_file;
  sender.checks_certificates = options.checks_certificates;
  sender.kept.connections_max =
      std::min(kKeptConnectionsMax, share_out(open_files_allowed()).forwarding / 2);
  // The catching address is this machine, whatever its name is.
  const std::string& own = options.listen.host;
  if (own != "0.0.0.0" && own != "::") sender.allowed_hosts.push_back(own);
  return sender;
}

Url forward_url(const std::string& text, bool to_one_path) {
  const auto refuse = [&](std::string_view why) {
    return Failure(ExitCode::kUsage, fmt::format("--forward {}: {}; give the URL of your app, such "
                                                 "as http://localhost:3000",
                                                 text, why));
  };
  try {
    Url url = Url::parse(text);
    if (!url.user_info().empty()) {
      throw refuse("a user and password in it would not be sent: the headers go on as caught");
    }
    if (!to_one_path && url.target().find('?') != std::string::npos) {
      throw refuse("it has a query, and the requests have their own");
    }
    return url;
  } catch (const UrlError& error) {
    throw refuse(error.what());
  }
}

/// Null where nothing is forwarded. Throws Failure where the URL is none, or leads to a host that
/// is not allowed.
std::unique_ptr<Forwarder> make_forwarder(const CatcherOptions& options, Sender& sender,
                                          CaptureStore& store) {
  if (options.forward.empty()) return nullptr;
  ForwardOptions forward{forward_url(options.forward, options.forward_to_one_path)};
  const std::string problem = sender.problem_with(forward.to);
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, "--forward: " + problem);
  if (options.forward_to_one_path) forward.path = ForwardOptions::Path::kWholeTarget;
  if (options.forward_keeps_host) forward.host = RelayHost::kCaught;
  forward.timeout = std::chrono::milliseconds(options.forward_timeout_ms);
  return std::make_unique<Forwarder>(std::move(forward), sender, store);
}

/// Each forwarded request would be caught again, and forwarded again.
void refuse_forwarding_to_itself(const CatcherOptions& options, const WireServer& wire,
                                 const PageServer& page) {
  if (options.forward.empty()) return;
  const Url url = Url::parse(options.forward);
  const auto refuse = [&](std::string_view where, std::string_view flag) {
    return Failure(ExitCode::kUsage,
                   fmt::format("--forward {}: that is where this catcher {}; give the URL of your "
                               "app, or another {}",
                               options.forward, where, flag));
  };
  if (leads_to_listener(url, wire.address())) throw refuse("catches", "--listen");
  if (leads_to_listener(url, page.address())) throw refuse("shows its page", "--page");
}

/// How long the catcher, when it is stopped, still waits for answers of the app.
constexpr std::chrono::milliseconds kAwaitedAnswers{500};

WireLimits limits_of(const CatcherOptions& options, MemoryBudget& memory) {
  WireLimits limits;
  limits.memory = &memory;
  limits.body_bytes_max = options.body_bytes_max;
  limits.connections_max = share_out(open_files_allowed()).catching;
  return limits;
}

/// Unless --memory is given, enough for several of the largest requests. Throws Failure where it
/// isn't enough for one.
std::uint64_t memory_bytes_of(const CatcherOptions& options) {
  // A quarter is kept for small requests; a head and framing come with the body.
  const std::uint64_t least = options.body_bytes_max / 3 * 4 + (std::uint64_t{8} << 20);
  if (!options.memory_bytes) return std::max(MemoryBudget::kUsualBytes, 3 * least);
  if (*options.memory_bytes >= least) return *options.memory_bytes;
  throw Failure(ExitCode::kUsage,
                fmt::format("--memory {} is too little for one body of --max-body {}; allow {} or "
                            "more, or lower --max-body",
                            *options.memory_bytes, options.body_bytes_max, least));
}

int loops_of(const CatcherOptions& options) {
  return options.loops > 0 ? options.loops : static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

/// The members' order is the order of life: what comes later uses what comes before.
class Catcher::Impl {
 public:
  Impl(const CatcherOptions& options, std::ostream& log)
      : memory_(memory_bytes_of(options)),
        store_(open_store(options, memory_)),
        rules_({.seed = options.seed ? *options.seed : std::random_device()(),
                .by_path = options.path_replies,
                .cors = options.cors}),
        log_(options.quiet ? nullptr : std::make_unique<CaptureLog>(log, options.lines)),
        sender_(sender_options(options)),
        forwarder_(make_forwarder(options, sender_, *store_)),
        handler_(*store_, *store_, rules_, metrics_, options.domain, log_.get(), forwarder_.get()),
        token_(token_of(options)),
        catalogue_(load_catalogue(options.catalogue_file)) {
    load_replies(options.replies_file, rules_);
    load_signing(options, keys_);
    const StoreCounts counts = store_->counts();
    tell(fmt::format("the store {} has {} captures, the last is {}", options.store, counts.total,
                     counts.last));
    wire_ = std::make_unique<WireServer>(options.listen, "--listen", handler_,
                                         limits_of(options, memory_), loops_of(options));
    page_ = std::make_unique<PageServer>(
        options.page,
        PageServices{*store_, rules_, sender_, keys_, metrics_, memory_, catalogue_.get(),
                     catching_url(), [this] { return wire_->connections(); }, options.page_url,
                     token_, page_files(), page_fingerprint(), options.forward, options.domain});
    refuse_forwarding_to_itself(options, *wire_, *page_);
  }

  std::string catching_url() const { return "http://" + wire_->address(); }
  std::string watching_url() const {
    return "http://" + page_->named_address() + token_.url_suffix();
  }
  CaptureStore& store() { return *store_; }
  ReplyRules& replies() { return rules_; }
  SigningKeys& signing() { return keys_; }

  void stop() {
    page_->ask_to_stop();
    // These are stopped first, so that whoever waits for an answer of the app gets one.
    memory_.end_waits();
    store_->interrupt();
    sender_.stop(kAwaitedAnswers);
    wire_->ask_to_stop();
    page_->stop();
    wire_->stop();
  }

 private:
  MemoryBudget memory_;
  std::unique_ptr<CaptureStore> store_;
  ReplyRules rules_;
  std::unique_ptr<CaptureLog> log_;
  Metrics metrics_;
  Sender sender_;
  const std::unique_ptr<Forwarder> forwarder_;
  CaptureHandler handler_;
  const AccessToken token_;
  const std::unique_ptr<EventCatalogue> catalogue_;
  SigningKeys keys_;
  std::unique_ptr<WireServer> wire_;
  std::unique_ptr<PageServer> page_;

  /// Last, so that it is first to go, also when a constructor throws: awaited answers belong to
  /// connections of the servers.
  const std::unique_ptr<Sender, void (*)(Sender*)> sender_ends_{
      &sender_, [](Sender* sender) { sender->stop(std::chrono::milliseconds(0)); }};
};

Catcher::Catcher(const CatcherOptions& options, std::ostream& log)
    : impl_(std::make_unique<Impl>(options, log)) {}

Catcher::~Catcher() {
  stop();
}

std::string Catcher::catching_url() const {
  return impl_->catching_url();
}

std::string Catcher::watching_url() const {
  return impl_->watching_url();
}

CaptureStore& Catcher::store() {
  return impl_->store();
}

ReplyRules& Catcher::replies() {
  return impl_->replies();
}

SigningKeys& Catcher::signing() {
  return impl_->signing();
}

void Catcher::stop() {
  impl_->stop();
}

}  // namespace hookline
