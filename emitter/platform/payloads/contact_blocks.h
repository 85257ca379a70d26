#pragma once

#include "emitter/platform/payloads/block.h"

#include <functional>

namespace hookline {

inline constexpr auto kCustomerName = [](const Contact& contact) {
  return std::string_view(contact.customer_account.name);
};

inline constexpr auto kContact = block(
    kEntityOf<&Event::contact>,  //
    field<"contact[id]">(&Contact::id, "42"),
    field<"contact[email]">(&Contact::email, "jane.doe@example.com"),
    field<"contact[first_name]">(&Contact::first_name, "Jane", "always; empty when unset"),
    field<"contact[last_name]">(&Contact::last_name, "Doe", "always; empty when unset"),
    field<"contact[phone]">(&Contact::phone, "+13125550100", "always; empty when unset"),
    field<"contact[ip]">(&Contact::ip, "127.0.0.1", "always; 0.0.0.0 when unknown"),
    field<"contact[tags]">(&Contact::tags, "customer, newsletter",
                           "always; names joined by comma and space"),
    repeated(
        &Contact::fields,
        [](const ContactFieldValue& field, std::size_t /*n*/) { return NumberText(field.id); },
        keyed<"contact[fields][ID]">(
            &ContactFieldValue::value, "Blue",
            "one per custom field with a value; ||A||B|| for several values")),
    field<"contact[customer_acct_name]">(kCustomerName, "",
                                         "always; empty without a customer account"),
    field<"contact[orgname]">(&Contact::organization, "", "always; empty when unset"),
    field<"customer_acct_name">(kCustomerName, "", "always; empty without a customer account"),
    field<"customer_acct_id">([](const Contact& contact) { return contact.customer_account.id; },
                              "0", "always; 0 without a customer account"),
    field<"orgname">(&Contact::organization, "", "always; empty when unset"));

inline constexpr auto kContactOfDeal =
    only_when(kContact, "when the deal has a contact, as all of the contact's fields");

inline constexpr auto kForm =
    block(kEvent, field<"form[id]">(
                      [](const Event& event) {
                        if (const auto* joined = std::get_if<SubscribeDetails>(&event.details))
                          return joined->form_id;
                        const auto* left = std::get_if<UnsubscribeDetails>(&event.details);
                        return left ? left->form_id : std::nullopt;
                      },
                      "1034", "only when a form caused it"));

inline constexpr auto kUnsubscription = block(
    kDetails<UnsubscribeDetails>,
    field<"unsubscribe[reason]">(&UnsubscribeDetails::reason, "Too many e-mails",
                                 "only when the contact gave one"),
    repeated(&UnsubscribeDetails::active_subscriptions, kNumber,
             keyed<"active_subscriptions[N]">(
                 std::identity(), "2", "one per list the contact is still active on, N from 0")));

inline constexpr auto kContactNote =
    block(kDetails<ContactNoteDetails>,
          field<"note">(&ContactNoteDetails::note, "Called, will call back"));

inline constexpr auto kTag = block(kDetails<TagDetails>, field<"tag">(&TagDetails::tag, "vip"));

inline constexpr auto kSmsReply =
    block(kDetails<SmsReplyDetails>,  //
          field<"sms[id]">(&SmsReplyDetails::sms_id, "3"),
          field<"sms[reply]">(&SmsReplyDetails::reply, "YES"),
          field<"sms[result]">(&SmsReplyDetails::result, "subscribe",
                               "always; subscribe, forward, unsub or resub"));

inline constexpr auto kSmsSent =
    block(kDetails<SmsSentDetails>,  //
          field<"sms[id]">(&SmsSentDetails::sms_id, "3"),
          field<"sms[recipient]">(&SmsSentDetails::recipient, "+13125550100"),
          field<"sms[successful]">(&SmsSentDetails::successful, "1", "always; 1 or 0"),
          field<"sms[comment]">(&SmsSentDetails::comment, ""));

inline constexpr auto kSmsUnsub =
    block(kDetails<SmsUnsubDetails>,  //
          field<"sms[id]">(&SmsUnsubDetails::sms_id, "3"),
          field<"sms[phone]">(&SmsUnsubDetails::phone, "+13125550100"));

/// The automation action's contact: ip4 for ip, custom fields by tag and only those with a value.
inline constexpr auto kContactOfAction =
    block(kEntityOf<&Event::contact>,  //
          field<"contact[id]">(&Contact::id, "42"),
          field<"contact[email]">(&Contact::email, "jane.doe@example.com"),
          field<"contact[first_name]">(&Contact::first_name, "Jane", "always; empty when unset"),
          field<"contact[last_name]">(&Contact::last_name, "Doe", "always; empty when unset"),
          field<"contact[phone]">(&Contact::phone, "+1 312 555 0100", "always; empty when unset"),
          field<"contact[orgname]">(&Contact::organization, "", "always; empty when unset"),
          field<"contact[customer_acct_name]">(kCustomerName, "",
                                               "always; empty without a customer account"),
          field<"contact[tags]">(&Contact::tags, "customer, newsletter",
                                 "always; names joined by comma and space"),
          field<"contact[ip4]">(&Contact::ip, "127.0.0.1", "always; ip4, where events say ip"),
          repeated(
              &Contact::fields,
              [](const ContactFieldValue& field, std::size_t /*n*/) {
                return std::string_view(field.tag);
              },
              keyed<"contact[fields][TAG]">(
                  [](const ContactFieldValue& field) {
                    return field.value.empty() ? std::nullopt
                                               : std::optional<std::string_view>(field.value);
                  },
                  "Blue", "one per custom field with a value, by personalization tag")));

inline constexpr auto kAutomation = block(
    kEvent, field<"seriesid">(&Event::automation_id, "929", "always; the automation's id, last"));

}  // namespace hookline
