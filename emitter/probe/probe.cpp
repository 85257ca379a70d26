#include "emitter/probe/probe.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/delivery/given_request.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"
#include "emitter/probe/findings/answer_findings.h"
#include "emitter/probe/findings/url_findings.h"
#include "emitter/samples/sample.h"
#include "emitter/visits/asking.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kAddressesTried = 8;
/// How long what was asked for plain HTTP in vain may take to show that it speaks TLS.
constexpr std::chrono::milliseconds kLookForTls{1'000};
constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

/// Those that every probe has, in the order in which they are made.
constexpr std::array<std::string_view, 13> kChecks = {
    "url",  "port", "name", "connection", "tls",       "get",       "head",
    "post", "time", "body", "keep_alive", "field_1mb", "field_5mib"};

std::string without_password(const std::string& url) {
  const auto scheme = url.find("://");
  const auto at = url.find('@');
  const auto path = scheme == std::string::npos ? std::string::npos : url.find('/', scheme + 3);
  if (scheme == std::string::npos || at == std::string::npos || at > path) return url;
  return url.substr(0, scheme + 3) + "…" + url.substr(at);
}

class Probe {
 public:
  Probe(const std::string& url, const VisitorOptions& options, std::stop_token stop,
        const OnFinding& on_finding)
      : visitor_(options, std::move(stop)), on_finding_(on_finding) {
    report_.url = without_password(url);
    report_.timeout = options.timeout;
    report_.started_us = wall_clock_us();
  }

  ProbeReport run(const std::string& text) {
    JudgedUrl judged = judge_url(text);
    for (Finding& finding : judged.findings) add(std::move(finding));
    if (judged.url) try_url(*judged.url);
    report_.is_interrupted = visitor_.is_stopped();
    add_untried();
    report_.duration_us = wall_clock_us() - report_.started_us;
    return std::move(report_);
  }

 private:
  /// Whether what follows can be tried.
  bool add(Finding finding) {
    if (visitor_.is_stopped()) return false;
    on_finding_(finding);
    report_.findings.push_back(std::move(finding));
    return report_.findings.back().grade != Grade::kBad;
  }

  bool has(std::string_view check) const {
    return std::ranges::any_of(report_.findings,
                               [&](const Finding& one) { return one.check == check; });
  }

  void add_untried() {
    for (const std::string_view check : kChecks) {
      if (has(check)) continue;
      Finding untried{check, Grade::kUntried, "what comes before it failed"};
      if (report_.is_interrupted) untried.found = "the probe was interrupted";
      on_finding_(untried);
      report_.findings.push_back(std::move(untried));
    }
  }

  void try_url(const Url& url) {
    const std::string problem = visitor_.guard().problem_with_host(url.host());
    if (!problem.empty()) throw Failure(ExitCode::kCannotRun, problem);
    const FoundAddresses found = visitor_.find(url.host());
    report_.addresses = judged_addresses(visitor_.guard(), url.host(), found);
    if (!add(judge_name(url.host(), found, report_.addresses))) return;
    connect(url);
    if (!add(judge_connections(url, report_.addresses))) return;
    if (try_tls(url)) try_requests(url);
  }

  /// To each address, so that one that is down is found though others hide it.
  void connect(const Url& url) {
    if (report_.addresses.size() > kAddressesTried) report_.addresses.resize(kAddressesTried);
    for (ProbedAddress& address : report_.addresses) {
      Visit visit(visitor_, url);
      address.problem = visit.connect(address.address).problem;
      if (address.problem.empty()) open_.push_back(address.address);
    }
  }

  bool try_tls(const Url& url) {
    if (!url.is_https()) return add(judge_plain_http(report_.addresses.front().is_loopback));
    Visit visit(visitor_, url);
    Visit::Step step = visit.connect(open_.front());
    if (step.is_fine()) step = visit.shake_hands(Visit::Handshake::kToLook);
    if (!step.is_fine()) return add(judge_failed_handshake(step.problem));
    SeenTls seen;
    seen.version = tls_version(visit.tls());
    seen.certificate = peer_certificate(visit.tls()).value_or(PeerCertificate());
    seen.is_for_host = is_certificate_for(visit.tls(), url.host());
    seen.chain_problem = chain_problem(visit.tls(), visitor_.trust());
    report_.tls = seen;
    bool goes_on = true;
    for (Finding& finding : judge_tls(seen, url.host(), wall_clock_us() / kMicrosecondsPerSecond,
                                      visitor_.options().checks_certificates)) {
      goes_on = add(std::move(finding)) && goes_on;
    }
    return goes_on;
  }

  void try_requests(const Url& url) {
    const OutgoingResult get = read(url, "get", "GET", AnswerReader::Body::kAsFramed);
    add(judge_reading("get", "GET", get));
    add(judge_reading("head", "HEAD", read(url, "head", "HEAD", AnswerReader::Body::kNone)));
    if (visitor_.is_stopped()) return;

    Visit visit(visitor_, url);
    const OutgoingResult post = first_post(visit, url);
    if (!add(judge_post(url, with_advice(url, post), get))) return judge_error_page(post);
    add(judge_time(post.duration, report_.timeout));
    if (!add(judge_body(post.answer))) return;
    try_keep_alive(visit, url);
    try_long_fields(url);
  }

  /// The page of an error may say who refuses: a firewall, a log-in.
  void judge_error_page(const OutgoingResult& post) {
    if (post.outcome != Outcome::kAnswered) return;
    Finding page = judge_body(post.answer);
    if (page.grade == Grade::kBad) add(std::move(page));
  }

  OutgoingResult read(const Url& url, std::string_view check, std::string_view method,
                      AnswerReader::Body body) {
    GivenRequest request;
    request.set_method(std::string(method));
    const std::string head = request.head(url, DispatcherOptions().user_agent, next_mark(), 0);
    OutgoingResult result = ask_once(visitor_, url, open_, head, body);
    remember(check, method, 0, result);
    return result;
  }

  OutgoingResult first_post(Visit& visit, const Url& url) {
    Visit::Step step = visit.connect(open_.front());
    const auto connecting = step.duration;
    if (step.is_fine() && url.is_https()) {
      step = visit.shake_hands(Visit::Handshake::kAsSenders);
      step.duration += connecting;
    }
    if (!step.is_fine()) return {step.outcome, {}, step.problem, step.duration};
    const std::string body = encode_form(sample_of(EventType::kSubscribe, url.text()));
    OutgoingResult result = visit.ask(form_post(url, body, next_mark()));
    result.duration += step.duration;
    remember("post", "POST", body.size(), result);
    return result;
  }

  /// Says where it speaks TLS that a URL without it got no answer.
  OutgoingResult with_advice(const Url& url, OutgoingResult post) {
    const bool may_be_tls = post.outcome == Outcome::kInvalidAnswer ||
                            post.outcome == Outcome::kClosed || post.outcome == Outcome::kReset;
    if (url.is_https() || !may_be_tls) return post;
    Visit visit(visitor_, url, std::min(report_.timeout, kLookForTls));
    if (!visit.connect(open_.front()).is_fine()) return post;
    if (visit.shake_hands(Visit::Handshake::kToLook).is_fine()) {
      post.problem += "; it speaks TLS: write https:// before its name";
    }
    return post;
  }

  void try_keep_alive(Visit& visit, const Url& url) {
    const bool was_closed = !visit.is_open();
    OutgoingResult second;
    if (!was_closed) {
      const std::string body = encode_form(sample_of(EventType::kSubscribe, url.text()));
      second = visit.ask(form_post(url, body, next_mark()));
      remember("keep_alive", "POST", body.size(), second);
    }
    add(judge_keep_alive(was_closed, second));
  }

  void try_long_fields(const Url& url) {
    for (const LongField& field : kLongFields) {
      if (visitor_.is_stopped()) return;
      FormFields fields = sample_of(EventType::kSubscriberNote, url.text());
      for (FormField& one : fields) {
        if (one.name == "note") one.value.assign(field.bytes, 'x');
      }
      const std::string body = encode_form(fields);
      const OutgoingResult result =
          ask_once(visitor_, url, open_, form_post(url, body, next_mark()));
      remember(field.check, "POST", body.size(), result);
      add(judge_field(field, result));
      if (!is_success(result)) return;
    }
  }

  void remember(std::string_view check, std::string_view method, std::size_t body_bytes,
                const OutgoingResult& result) {
    const auto header = [&](std::string_view name) {
      return std::string(find_header(result.answer.headers, name).value_or(""));
    };
    report_.requests.push_back({check, method, body_bytes, result.outcome, result.answer.status,
                                result.duration, header("content-type"), header("location")});
  }

  std::string next_mark() { return DeliveryMark{run_, ++requests_}.text(); }

  Visitor visitor_;
  const OnFinding& on_finding_;
  ProbeReport report_;
  std::vector<std::string> open_;  ///< addresses that take connections
  const std::string run_ = new_run_id();
  std::uint64_t requests_ = 0;
};

}  // namespace

ProbeReport probe(const std::string& url, const VisitorOptions& options, std::stop_token stop,
                  const OnFinding& on_finding) {
  return Probe(url, options, std::move(stop), on_finding).run(url);
}

}  // namespace hookline
