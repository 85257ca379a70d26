#pragma once

#include "emitter/platform/account/state/account_state.h"

#include <concepts>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace hookline {

// What each entity is made of, in the order in which it is written down, and what its rows are
// called. A member that is added to an entity makes this fail to compile, not be forgotten.

template <class T, class Entity>
concept Of = std::same_as<std::remove_const_t<T>, Entity>;

template <Of<List> T>
auto members_of(T& list) {
  auto& [id, name, user, addr1, addr2, city, zip, state, country, url, reminder, string_id, created,
         updated] = list;
  return std::tie(id, name, user, addr1, addr2, city, zip, state, country, url, reminder, string_id,
                  created, updated);
}
template <Of<ContactField> T>
auto members_of(T& field) {
  auto& [id, title, tag, type, created, updated] = field;
  return std::tie(id, title, tag, type, created, updated);
}
template <Of<ContactFieldValue> T>
auto members_of(T& value) {
  auto& [id, tag, text] = value;
  return std::tie(id, tag, text);
}
template <Of<CustomerAccount> T>
auto members_of(T& account) {
  auto& [id, name] = account;
  return std::tie(id, name);
}
template <Of<Contact> T>
auto members_of(T& contact) {
  auto& [id, email, first, last, phone, ip, tags, fields, account, organization, lists, left_lists,
         created, updated, ties] = contact;
  return std::tie(id, email, first, last, phone, ip, tags, fields, account, organization, lists,
                  left_lists, created, updated);
}
template <Of<Contact> T>
auto later_members_of(T& contact) {
  return std::tie(contact.ties);
}
template <Of<ContactTie> T>
auto members_of(T& tie) {
  auto& [id, kind, to, created, updated] = tie;
  return std::tie(id, kind, to, created, updated);
}
template <Of<FieldOption> T>
auto members_of(T& option) {
  auto& [id, field, value, label, order, is_default, created, updated] = option;
  return std::tie(id, field, value, label, order, is_default, created, updated);
}
template <Of<FieldRelation> T>
auto members_of(T& relation) {
  auto& [id, field, list, created, updated] = relation;
  return std::tie(id, field, list, created, updated);
}
template <Of<ListGroup> T>
auto members_of(T& tie) {
  auto& [id, list, group] = tie;
  return std::tie(id, list, group);
}
template <Of<Message> T>
auto members_of(T& message) {
  auto& [id, name, from_name, from_email, reply_to, subject, preheader, text, html, created,
         updated] = message;
  return std::tie(id, name, from_name, from_email, reply_to, subject, preheader, text, html,
                  created, updated);
}
template <Of<Company> T>
auto members_of(T& company) {
  auto& [id, name, url, created, updated] = company;
  return std::tie(id, name, url, created, updated);
}
template <Of<CompanyMember> T>
auto members_of(T& member) {
  auto& [id, company, contact, job_title, created, updated] = member;
  return std::tie(id, company, contact, job_title, created, updated);
}
template <Of<DealContact> T>
auto members_of(T& tie) {
  auto& [id, deal, contact, created, updated] = tie;
  return std::tie(id, deal, contact, created, updated);
}
template <Of<AutomationEntry> T>
auto members_of(T& entry) {
  auto& [id, automation, contact, done, entered, last, left] = entry;
  return std::tie(id, automation, contact, done, entered, last, left);
}
template <Of<Tag> T>
auto members_of(T& tag) {
  auto& [id, name, type, description, created, updated] = tag;
  return std::tie(id, name, type, description, created, updated);
}
template <Of<Note> T>
auto members_of(T& note) {
  auto& [id, text, of, owner, created, updated] = note;
  return std::tie(id, text, of, owner, created, updated);
}
template <Of<Campaign> T>
auto members_of(T& campaign) {
  auto& [id, name, status, type, recipients, message, subject, webcopy, lists, created, updated,
         text] = campaign;
  return std::tie(id, name, status, type, recipients, message, subject, webcopy, lists, created,
                  updated);
}
/// Those that came later: rows that were written without them end before them.
template <Of<Campaign> T>
auto later_members_of(T& campaign) {
  return std::tie(campaign.message_text);
}
template <Of<ContactChange> T>
auto members_of(T& change) {
  auto& [id, email, first, last, phone, ip, tags, fields, account, organization, lists] = change;
  return std::tie(id, email, first, last, phone, ip, tags, fields, account, organization, lists);
}
template <class T, class... Steps>
concept OneOf = (Of<T, Steps> || ...);
template <OneOf<WaitStep, TagStep, UntagStep, SubscribeStep, UnsubscribeStep, UpdateStep, NoteStep,
                WebhookStep>
              T>
auto members_of(T& step) {
  auto& [what] = step;
  return std::tie(what);
}
template <Of<AutomationStart> T>
auto members_of(T& start) {
  auto& [on, list, tag] = start;
  return std::tie(on, list, tag);
}
template <Of<Automation> T>
auto members_of(T& automation) {
  auto& [id, name, start, steps, created, updated] = automation;
  return std::tie(id, name, start, steps, created, updated);
}
template <Of<Journey> T>
auto members_of(T& journey) {
  auto& [id, automation, contact, next_step, due, entry] = journey;
  return std::tie(id, automation, contact, next_step, due);
}
template <Of<Journey> T>
auto later_members_of(T& journey) {
  return std::tie(journey.entry);
}
template <Of<User> T>
auto members_of(T& user) {
  auto& [id, first, last] = user;
  return std::tie(id, first, last);
}
template <Of<Pipeline> T>
auto members_of(T& pipeline) {
  auto& [id, title, currency, created, updated] = pipeline;
  return std::tie(id, title, currency, created, updated);
}
template <Of<Stage> T>
auto members_of(T& stage) {
  auto& [id, title, color, pipeline, order, came_with_pipeline, created, updated] = stage;
  return std::tie(id, title, color, pipeline, order, came_with_pipeline, created, updated);
}
template <Of<DealField> T>
auto members_of(T& field) {
  auto& [id, title, type, created, updated] = field;
  return std::tie(id, title, type, created, updated);
}
template <Of<DealFieldValue> T>
auto members_of(T& value) {
  auto& [id, title, text, stored] = value;
  return std::tie(id, title, text, stored);
}
template <Of<Organization> T>
auto members_of(T& organization) {
  auto& [id, name] = organization;
  return std::tie(id, name);
}
template <Of<Money> T>
auto members_of(T& money) {
  auto& [cents] = money;
  return std::tie(cents);
}
template <Of<Deal> T>
auto members_of(T& deal) {
  auto& [id, title, created, organization, pipeline, stage, value, currency, owner, contact, status,
         fields, description, percent, updated] = deal;
  return std::tie(id, title, created, organization, pipeline, stage, value, currency, owner,
                  contact, status, fields, description, percent, updated);
}
template <Of<TaskType> T>
auto members_of(T& type) {
  auto& [id, title, created, updated] = type;
  return std::tie(id, title, created, updated);
}
template <Of<Task> T>
auto members_of(T& task) {
  auto& [id, deal, type, title, note, due, end, done, created, updated] = task;
  return std::tie(id, deal, type, title, note, due, end, done, created, updated);
}

template <class Entity>
constexpr std::string_view kRowKind = "";  // each has its own
template <>
inline constexpr std::string_view kRowKind<List> = "list";
template <>
inline constexpr std::string_view kRowKind<ContactField> = "contact_field";
template <>
inline constexpr std::string_view kRowKind<Contact> = "contact";
template <>
inline constexpr std::string_view kRowKind<Tag> = "tag";
template <>
inline constexpr std::string_view kRowKind<Note> = "note";
template <>
inline constexpr std::string_view kRowKind<Campaign> = "campaign";
template <>
inline constexpr std::string_view kRowKind<Automation> = "automation";
template <>
inline constexpr std::string_view kRowKind<Journey> = "journey";
template <>
inline constexpr std::string_view kRowKind<User> = "user";
template <>
inline constexpr std::string_view kRowKind<Pipeline> = "pipeline";
template <>
inline constexpr std::string_view kRowKind<Stage> = "stage";
template <>
inline constexpr std::string_view kRowKind<DealField> = "deal_field";
template <>
inline constexpr std::string_view kRowKind<Deal> = "deal";
template <>
inline constexpr std::string_view kRowKind<TaskType> = "task_type";
template <>
inline constexpr std::string_view kRowKind<Task> = "task";
template <>
inline constexpr std::string_view kRowKind<ListGroup> = "list_group";
template <>
inline constexpr std::string_view kRowKind<FieldOption> = "field_option";
template <>
inline constexpr std::string_view kRowKind<FieldRelation> = "field_relation";
template <>
inline constexpr std::string_view kRowKind<Message> = "message";
template <>
inline constexpr std::string_view kRowKind<AutomationEntry> = "automation_entry";
template <>
inline constexpr std::string_view kRowKind<Company> = "company";
template <>
inline constexpr std::string_view kRowKind<CompanyMember> = "company_member";
template <>
inline constexpr std::string_view kRowKind<DealContact> = "deal_contact";

}  // namespace hookline
