// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/connectioncheck.h"

#include <QList>
#include <QStringList>

namespace thingsdesk {

/// What a button beside a failed step can do about it.
enum class CheckHelp {
    ChooseCertificate, ///< the CA, or the handler's certificate, for this step's server
    AllowPlaintext,    ///< permit plain text on this network
    EnterKey,          ///< another key or token
    EditApplicationId,
    EditAddress,         ///< of this step's server
    RegisterApplication, ///< at a handler
};

/// Likely causes of a failed step, the likeliest first, and what helps, the most helpful first.
struct CheckAdvice
{
    QStringList causes;
    QList<CheckHelp> helps;
};

/// `step` must have a failure. The texts hold what the failure's own text holds, and so no secret.
CheckAdvice adviceFor(const CheckStep &step);

/// The button's words.
QString helpLabel(CheckHelp help);
/// A word that does not change, for object names: "chooseCertificate".
QString helpName(CheckHelp help);
/// A step as people read it: "Discovery reached".
QString stepTitle(CheckStep::Id id);

} // namespace thingsdesk
