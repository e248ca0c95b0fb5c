// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/filterattachment.h"

#include "gui/base/icons.h"

#include <QAction>
#include <QLineEdit>
#include <QShortcut>
#include <QTimer>

#include <memory>

namespace thingsdesk {

namespace {
constexpr std::chrono::milliseconds typingPause{200};
}

void attachFilter(QLineEdit &edit, QObject *context, std::function<void(const QString &)> filter)
{
    edit.setClearButtonEnabled(true);
    edit.addAction(icon(Icon::Search, Tone::Muted), QLineEdit::LeadingPosition);

    auto *pause = new QTimer(&edit);
    pause->setSingleShot(true);
    pause->setInterval(typingPause);
    const auto last = std::make_shared<QString>(edit.text());
    const auto apply = [&edit, pause, last, filter = std::move(filter)] {
        pause->stop();
        if (edit.text() == *last)
            return;
        *last = edit.text();
        filter(*last);
    };
    QObject::connect(pause, &QTimer::timeout, context, apply);
    QObject::connect(&edit, &QLineEdit::returnPressed, context, apply);
    QObject::connect(&edit, &QLineEdit::textChanged, context, [pause, apply](const QString &text) {
        if (text.isEmpty())
            apply();
        else
            pause->start();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, &edit, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(escape, &QShortcut::activated, &edit, &QLineEdit::clear);
}

} // namespace thingsdesk
