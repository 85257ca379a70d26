#include "emitter/platform/records/event_log.h"

#include "emitter/platform/records/delivery_about.h"

#include <algorithm>

namespace hookline {
namespace {

std::size_t bytes_of(const Contact* contact) {
  if (contact == nullptr) return 0;
  std::size_t bytes = sizeof(Contact);
  for (const std::string& tag : contact->tags) bytes += sizeof(std::string) + tag.size();
  for (const ContactFieldValue& field : contact->fields)
    bytes += sizeof(field) + field.tag.size() + field.value.size();
  return bytes + (contact->lists.size() + contact->left_lists.size()) * sizeof(std::uint64_t);
}

/// Of the one text that may be long.
std::size_t bytes_of(const EventDetails& details) {
  if (const auto* note = std::get_if<ContactNoteDetails>(&details)) return note->note.size();
  if (const auto* note = std::get_if<DealNoteDetails>(&details)) return note->text.size();
  if (const auto* reply = std::get_if<ReplyDetails>(&details)) return reply->message.size();
  return 0;
}

/// About: what it shares with others is counted for each, the long and the many part of it.
std::size_t bytes_of(const HappenedEvent& happened) {
  constexpr std::size_t kOtherEntity = 300;
  const Event& event = happened.event;
  std::size_t bytes = sizeof(happened) + happened.fired.size() * sizeof(std::uint64_t) +
                      event.lists.size() * sizeof(ListEntry) + bytes_of(event.details) +
                      bytes_of(event.contact.get());
  if (event.deal_contact != event.contact) bytes += bytes_of(event.deal_contact.get());
  if (event.campaign) bytes += kOtherEntity;
  if (event.deal) bytes += kOtherEntity + event.deal->description.size();
  if (event.task) bytes += kOtherEntity + event.task->note.size();
  return bytes;
}

bool is_meant(const Event& event, const EventSelection& selection) {
  if (selection.type && (event.automation_id || event.type != *selection.type)) return false;
  if (!selection.contact) return true;
  const Contact* contact = contact_of(event);
  return contact != nullptr && contact->id == *selection.contact;
}

}  // namespace

void EventLog::add(HappenedEvent happened) {
  const std::uint64_t bytes = bytes_of(happened);
  const Entry entry = std::make_shared<const HappenedEvent>(std::move(happened));
  const std::lock_guard lock(mutex_);
  const bool is_seen = !kept_.empty() && kept_.back().entry->webhooks == entry->webhooks;
  if (!is_seen) bytes_ += entry->webhooks->bytes();
  bytes_ += bytes;
  kept_.push_back({entry, bytes});
  while (kept_.size() > 1 && (kept_.size() > limits_.count_max || bytes_ > limits_.bytes_max))
    forget_oldest();
}

/// Those that have the same webhooks follow each other.
void EventLog::forget_oldest() {
  const Kept oldest = std::move(kept_.front());
  kept_.pop_front();
  bytes_ -= oldest.bytes;
  if (kept_.front().entry->webhooks != oldest.entry->webhooks)
    bytes_ -= oldest.entry->webhooks->bytes();
}

std::deque<EventLog::Kept>::const_iterator EventLog::first_after(std::uint64_t id) const {
  return std::ranges::upper_bound(kept_, id, {},
                                  [](const Kept& kept) { return kept.entry->event.id; });
}

EventLog::Entry EventLog::find(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto after = first_after(id);
  if (after == kept_.begin()) return nullptr;
  const Entry& entry = std::prev(after)->entry;
  return entry->event.id == id ? entry : nullptr;
}

std::vector<EventLog::Entry> EventLog::select(const EventSelection& selection) const {
  const std::lock_guard lock(mutex_);
  std::vector<Entry> selected;
  auto at = first_after(selection.before - 1);
  while (at != kept_.begin() && selected.size() < selection.limit) {
    --at;
    if (at->entry->event.id <= selection.after) break;
    if (is_meant(at->entry->event, selection)) selected.push_back(at->entry);
  }
  return selected;
}

std::uint64_t EventLog::oldest_id() const {
  const std::lock_guard lock(mutex_);
  return kept_.empty() ? 0 : kept_.front().entry->event.id;
}

}  // namespace hookline
