// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/secret.h"

namespace thingsdesk {

/// The four JavaScript functions of a custom payload format; empty = not set.
struct PayloadFunctions
{
    QString decoder;
    QString converter;
    QString validator;
    QString encoder;

    friend bool operator==(const PayloadFunctions &, const PayloadFunctions &) = default;
};

/// How a network turns bytes into fields and back.
enum class PayloadFormat {
    None,
    Custom,     ///< the four functions
    CayenneLpp, ///< built in
    Unknown,    ///< a word that V2 stored but does not know: decoding is off
};

QString payloadFormatName(PayloadFormat format); ///< V2's word: "", "custom", "cayennelpp"
PayloadFormat payloadFormatFromName(const QString &name);

/// An application's settings at its handler. Source: V2 proto handler.Application.
struct Application
{
    AppId appId;
    PayloadFormat format = PayloadFormat::None;
    QString formatName; ///< what the server stores; tells unknown formats apart
    PayloadFunctions functions;
    Secret onJoinKey;             ///< empty where none is set, and where it came masked
    bool onJoinKeyHidden = false; ///< a key is set, but ours may not see it: what came must never be written back

    friend bool operator==(const Application &, const Application &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::Application)
