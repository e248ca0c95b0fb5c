// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/clipboard.h"

#include "core/secret.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

namespace thingsdesk {

namespace {

constexpr char managerHint[] = "x-kde-passwordManagerHint";
constexpr char ownMark[] = "application/x-thingsdesk-secret";

/// Ours as long as nobody copied anything since: then other data stand there.
void clearIfOurs(const QByteArray &mark)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    const QMimeData *present = clipboard->mimeData();
    if (present && present->data(QLatin1String(ownMark)) == mark)
        clipboard->clear();
}

} // namespace

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

void copySecret(const Secret &secret, std::chrono::milliseconds time)
{
    copySecretText(QString::fromUtf8(secret.expose()), time);
}

void copySecretText(const QString &text, std::chrono::milliseconds time)
{
    static quint64 count = 0;
    const QByteArray mark = QByteArray::number(++count);
    auto *data = new QMimeData;
    data->setText(text);
    data->setData(QLatin1String(managerHint), QByteArrayLiteral("secret"));
    data->setData(QLatin1String(ownMark), mark);
    QClipboard *clipboard = QGuiApplication::clipboard();
    clipboard->setMimeData(data);
    QTimer::singleShot(time, clipboard, [mark] { clearIfOurs(mark); });
    QObject::connect(qGuiApp, &QCoreApplication::aboutToQuit, clipboard, [mark] { clearIfOurs(mark); });
}

} // namespace thingsdesk
