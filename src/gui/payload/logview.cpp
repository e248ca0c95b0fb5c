// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/logview.h"

#include "gui/base/monospace.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QString lineOf(const PayloadLogEntry &entry)
{
    QStringList values;
    for (const QByteArray &value : entry.values)
        values.append(QString::fromUtf8(value));
    return u"  %1: %2"_s.arg(entry.function, values.join(u", "_s));
}

} // namespace

LogView::LogView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(u"logView"_s);
    setAccessibleName(tr("Log of the functions"));
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setPlaceholderText(
        tr("What the functions write with console.log in a test stands here. For real uplinks the network "
           "throws it away."));
    useMonospace(this);
}

void LogView::setHere(const QList<PayloadLogEntry> &entries)
{
    m_here = entries;
    refresh();
}

void LogView::setHandler(const QList<PayloadLogEntry> &entries)
{
    m_handler = entries;
    refresh();
}

void LogView::refresh()
{
    QStringList lines;
    const auto add = [&lines](const QString &title, const QList<PayloadLogEntry> &entries) {
        if (!entries.isEmpty())
            lines.append(title);
        for (const PayloadLogEntry &entry : entries)
            lines.append(lineOf(entry));
    };
    add(tr("Here"), m_here);
    add(tr("Handler"), m_handler);
    setPlainText(lines.join(u'\n'));
    Q_EMIT countChanged(count());
}

} // namespace thingsdesk
