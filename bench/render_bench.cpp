// What it costs to make a payload: the event rendered and form-encoded, ready to be sent.

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/account/account.h"
#include "emitter/platform/payloads/payload.h"

#include <string>

#include <benchmark/benchmark.h>

namespace hookline {
namespace {

constexpr std::int64_t kNow_s = 1'709'117'141;

Account usual_account() {
  AccountState state;
  state.profile.time_zone = *TimeZone::named("America/Chicago");
  List list;
  list.id = 1;
  list.name = "Newsletter";
  state.lists.put(list);
  state.contact_fields.put({1, "Favourite colour", "favorite_color"});
  state.deal_fields.put({1, "Forecasted Close Date"});
  Contact contact;
  contact.id = 42;
  contact.email = "jane.doe@example.com";
  contact.first_name = "Jane";
  contact.last_name = "Doe";
  contact.phone = "+13125550100";
  contact.tags = {"customer", "newsletter"};
  contact.fields = {{1, "favorite_color", "Blue"}};
  contact.lists = {1};
  state.contacts.put(contact);
  return Account(std::move(state));
}

ContactChange jane() {
  ContactChange contact;
  contact.id = 42;
  return contact;
}

/// The first event that an operation causes.
Event event_of(const Operation& operation) {
  return usual_account().perform(operation, {Source::kAdmin, {}, kNow_s}).front();
}

void render(benchmark::State& state, const Event& event) {
  std::size_t size = 0;
  for (auto _ : state) {
    const Payload payload = render_payload(event);
    benchmark::DoNotOptimize(payload->data());
    size = payload->size();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
  state.counters["body_bytes"] = static_cast<double>(size);
}

void contact_event(benchmark::State& state) {
  render(state, event_of(UpdateContact{jane()}));
}
BENCHMARK(contact_event);

void campaign_event(benchmark::State& state) {
  render(state, event_of(ReactToCampaign{EventType::kOpen, jane()}));
}
BENCHMARK(campaign_event);

void deal_event(benchmark::State& state) {
  render(state, event_of(CompleteTask{{{}, jane()}}));
}
BENCHMARK(deal_event);

std::string prose(std::size_t size) {
  constexpr std::string_view kSentence =
      "The customer called, asked for Zürich prices (100% firm), and wants an answer by Friday.\n";
  std::string text;
  while (text.size() < size) text += kSentence;
  text.resize(size);
  return text;
}

void five_mebibyte_note(benchmark::State& state) {
  render(state, event_of(AddContactNote{jane(), prose(5 << 20)}));
}
BENCHMARK(five_mebibyte_note);

/// The encoder alone, into memory that is there already.
void encode_prose(benchmark::State& state) {
  const std::string text = prose(64 << 10);
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_form_encoded(out, text);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(encode_prose);

/// From the operation to the body.
void act_and_render(benchmark::State& state) {
  Account account = usual_account();
  const Operation operation = UpdateContact{jane()};
  for (auto _ : state) {
    for (const Event& event : account.perform(operation, {Source::kAdmin, {}, kNow_s})) {
      const Payload payload = render_payload(event);
      benchmark::DoNotOptimize(payload->data());
    }
  }
}
BENCHMARK(act_and_render);

}  // namespace
}  // namespace hookline
