// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

/// Runs payload functions in bare MuJS, without the worker: what they mean, not how they are run.
namespace scriptengine {

struct Outcome
{
    QJsonValue value; ///< what the function returned, as JSON.stringify writes it
    QString error;    ///< what it threw; empty = it returned
};

Outcome call(const QString &source, const QString &function, const QByteArray &argumentJson, int port);
Outcome decode(const QString &source, const QByteArray &bytes, int port);

} // namespace scriptengine
