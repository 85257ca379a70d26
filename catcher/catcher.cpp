#include "catcher/catcher.h"

#include "catcher/api/page_server.h"
#include "catcher/capture_handler.h"
#include "catcher/capture_log.h"
#include "catcher/failure.h"
#include "catcher/replies/reply_rules.h"
#include "catcher/wire/wire_server.h"

#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/format.h>

namespace hookline {
namespace {

std::unique_ptr<CaptureStore> open_store(const CatcherOptions& options) {
  return options.store == "memory" ? make_memory_store(options.limits)
                                   : open_sqlite_store(options.store, options.limits);
}

void load_replies(const std::string& file, ReplyRules& rules) {
  if (file.empty()) return;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in || !text) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: can't be read; --replies wants a file of reply rules", file));
  }
  try {
    rules.set(parse_reply_rules(text.str()));
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, error.what()));
  }
}

WireLimits limits_of(const CatcherOptions& options) {
  WireLimits limits;
  limits.body_bytes_max = options.body_bytes_max;
  return limits;
}

int loops_of(const CatcherOptions& options) {
  return options.loops > 0 ? options.loops : static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

/// The members' order is the order of life: what comes later uses what comes before.
class Catcher::Impl {
 public:
  Impl(const CatcherOptions& options, std::ostream& log)
      : store_(open_store(options)),
        log_(options.quiet ? nullptr : std::make_unique<CaptureLog>(log)),
        handler_(*store_, rules_, options.domain, log_.get()) {
    load_replies(options.replies_file, rules_);
    wire_ = std::make_unique<WireServer>(options.listen, "--listen", handler_, limits_of(options),
                                         loops_of(options));
    page_ = std::make_unique<PageServer>(options.page, catching_url(), *store_, rules_);
  }

  std::string catching_url() const { return "http://" + wire_->address(); }
  std::string watching_url() const { return "http://" + page_->address(); }
  CaptureStore& store() { return *store_; }
  ReplyRules& replies() { return rules_; }

  void stop() {
    wire_->stop();
    page_->stop();
  }

 private:
  std::unique_ptr<CaptureStore> store_;
  ReplyRules rules_;
  std::unique_ptr<CaptureLog> log_;
  CaptureHandler handler_;
  std::unique_ptr<WireServer> wire_;
  std::unique_ptr<PageServer> page_;
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

void Catcher::stop() {
  impl_->stop();
}

}  // namespace hookline
