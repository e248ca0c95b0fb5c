// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/helpwindows.h"

#include "gui/base/icons.h"
#include "gui/frame/windowactions.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HelpWindows)
};

struct Line
{
    QString keys;
    QString text;
};

QString keysOf(const QAction *action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action->shortcuts())
        keys += sequence.toString(QKeySequence::NativeText);
    return keys.join(Words::tr(" or "));
}

QList<Line> windowLines(const WindowActions &actions)
{
    QList<Line> lines;
    for (const QAction *action : actions.all()) {
        if (!action->shortcuts().isEmpty())
            lines.append({keysOf(action), action->text().remove(u'&')});
    }
    return lines;
}

QList<Line> pageLines()
{
    return {
        {Words::tr("Ctrl+N"), Words::tr("Devices: register a device")},
        {Words::tr("/"), Words::tr("Devices, Live: filter")},
        {Words::tr("Enter"), Words::tr("Devices, Live: details of the selected line")},
        {Words::tr("Space"), Words::tr("Live: pause and go on")},
        {Words::tr("End"), Words::tr("Live: to the newest, and follow")},
        {Words::tr("Ctrl+F"), Words::tr("Payload functions: find")},
        {Words::tr("Ctrl+S"), Words::tr("Payload functions: save")},
        {Words::tr("Ctrl+Shift+H"), Words::tr("Tables: show and hide columns")},
        {Words::tr("Esc"), Words::tr("Close what is open: sheet, question, panel")},
    };
}

void addLines(QGridLayout *grid, int column, const QString &title, const QList<Line> &lines)
{
    auto *heading = new QLabel(title);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    grid->addWidget(heading, 0, column, 1, 2);
    for (int i = 0; i < lines.size(); ++i) {
        auto *keys = new QLabel(lines[i].keys);
        keys->setTextFormat(Qt::PlainText);
        auto *text = new QLabel(lines[i].text);
        text->setTextFormat(Qt::PlainText);
        grid->addWidget(text, i + 1, column);
        grid->addWidget(keys, i + 1, column + 1);
    }
}

/// The window of that name, if it is there already.
bool raiseOpen(const QWidget *window, const QString &name)
{
    auto *open = window->findChild<QDialog *>(name);
    if (!open)
        return false;
    open->raise();
    open->activateWindow();
    return true;
}

QDialog *makeDialog(QWidget *window, const QString &name, const QString &title)
{
    auto *dialog = new QDialog(window);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QPushButton *closeButton = buttons->button(QDialogButtonBox::Close);
    closeButton->setObjectName(QStringLiteral("closeButton"));
    closeButton->setAccessibleName(Words::tr("Close"));
    column->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    return dialog;
}

void putIn(QDialog *dialog, QLayout *content)
{
    static_cast<QVBoxLayout *>(dialog->layout())->insertLayout(0, content);
    dialog->show();
}

} // namespace

void showShortcuts(QWidget *window, const WindowActions &actions)
{
    const QString name = QStringLiteral("shortcutsDialog");
    if (raiseOpen(window, name))
        return;
    QDialog *dialog = makeDialog(window, name, Words::tr("Keyboard shortcuts"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    addLines(grid, 0, Words::tr("The window"), windowLines(actions));
    addLines(grid, 2, Words::tr("The pages"), pageLines());
    putIn(dialog, grid);
}

void showAbout(QWidget *window)
{
    const QString name = QStringLiteral("aboutDialog");
    if (raiseOpen(window, name))
        return;
    QDialog *dialog = makeDialog(window, name, Words::tr("About Thingsdesk"));
    auto *sign = new QLabel;
    sign->setPixmap(applicationIcon().pixmap(QSize(64, 64), window->devicePixelRatioF()));
    auto *text =
        new QLabel(Words::tr("<p><b>Thingsdesk %1</b></p>"
                             "<p>A console for owners of LoRaWAN applications.</p>"
                             "<p>Free software under the GNU General Public License, version 3 or later.</p>"
                             "<p>Built on Qt %2, gRPC, SQLite, MuJS, QScintilla, QCustomPlot and QtKeychain.</p>")
                       .arg(QStringLiteral(THINGSDESK_VERSION), QString::fromLatin1(qVersion())));
    text->setObjectName(QStringLiteral("aboutText"));
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    putIn(dialog, row);
}

} // namespace thingsdesk
