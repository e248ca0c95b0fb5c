// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptengine.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <memory>

#include <mujs.h>

namespace scriptengine {

Outcome call(const QString &source, const QString &function, const QByteArray &argumentJson, int port)
{
    const QByteArray script = QStringLiteral("%1;\nJSON.stringify([%2(%3, %4)]);")
                                  .arg(source, function, QString::fromUtf8(argumentJson))
                                  .arg(port)
                                  .toUtf8();
    const std::unique_ptr<js_State, decltype(&js_freestate)> state(js_newstate(nullptr, nullptr, JS_STRICT),
                                                                   &js_freestate);
    bool failed = js_ploadstring(state.get(), "test", script.constData()) != 0;
    if (!failed) {
        js_pushundefined(state.get());
        failed = js_pcall(state.get(), 0) != 0;
    }
    const QByteArray text = js_trystring(state.get(), -1, "no text");
    if (failed)
        return {{}, QString::fromUtf8(text)};
    return {QJsonDocument::fromJson(text).array().at(0), {}};
}

Outcome decode(const QString &source, const QByteArray &bytes, int port)
{
    QJsonArray array;
    for (const char byte : bytes)
        array.append(quint8(byte));
    return call(source, QStringLiteral("Decoder"), QJsonDocument(array).toJson(QJsonDocument::Compact), port);
}

} // namespace scriptengine
