// SPDX-License-Identifier: GPL-3.0-or-later
// Every control of the window and its pages has an object name, and a name for those who do not see it.
#include "consolefixture.h"

#include "gui/frame/applicationview.h"
#include "gui/frame/pagestack.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTextEdit>

using namespace thingsdesk;
using namespace thingsdesk::test;

namespace {

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) ||
           qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) ||
           qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QAbstractSlider *>(widget) ||
           qobject_cast<const QTabBar *>(widget) || widget->inherits("QsciScintilla");
}

/// Parts that Qt makes for a control, which is judged itself.
bool isPartOfAControl(const QWidget *widget)
{
    if (widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QHeaderView *>(widget))
        return true;
    // Scroll bars of a scroll area, by their container; those of ours are no child of one.
    if (qobject_cast<const QScrollBar *>(widget) &&
        widget->parentWidget()->objectName().startsWith(QStringLiteral("qt_")))
        return true;
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent) ||
            qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QTabBar *>(parent) ||
            qobject_cast<const QMenu *>(parent))
            return true;
    }
    return widget->inherits("QTableCornerButton");
}

QString spokenName(QWidget *widget)
{
    // Qt speaks the current tab; a bar without tabs, for now, would have no name.
    if (qobject_cast<const QTabBar *>(widget))
        return widget->accessibleName();
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name).trimmed() : QString();
}

QString pathOf(const QWidget *widget)
{
    QStringList names;
    for (; widget && names.size() < 5; widget = widget->parentWidget())
        names.prepend(
            QStringLiteral("%1(%2)").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    return names.join(u'/');
}

} // namespace

class TestControls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void haveNames_data();
    void haveNames();
    void canBeReachedByTab_data() { haveNames_data(); }
    void canBeReachedByTab();

private:
    void show(int part);
    QSet<const QWidget *> walkByTab();

    ConsoleFixture m_fixture;
};

void TestControls::initTestCase()
{
    QAccessible::setActive(true);
    QVERIFY(m_fixture.startDemo());
    for (int part = 0; part < 8; ++part)
        show(part); // each makes its widgets when it is first shown
}

void TestControls::haveNames_data()
{
    QTest::addColumn<int>("part");
    const char *names[] = {"overview", "devices", "live", "payload functions", "downlinks", "check", "key", "add"};
    for (int part = 0; part < 8; ++part)
        QTest::newRow(names[part]) << part;
}

void TestControls::show(int part)
{
    static const QStringList others{QStringLiteral("checkConnectionAction"), QStringLiteral("enterKeyAction"),
                                    QStringLiteral("addApplicationAction")};
    if (!m_fixture.window().currentView())
        m_fixture.action(QStringLiteral("nextApplicationAction"))->trigger();
    const QString name = part < 5 ? QStringLiteral("showPage%1Action").arg(part + 1) : others[part - 5];
    m_fixture.action(name)->trigger();
    QCoreApplication::processEvents();
}

void TestControls::haveNames()
{
    QFETCH(int, part);
    show(part);
    QStringList wrong;
    int count = 0;
    // Also those that are hidden now: they come up in other states.
    for (QWidget *widget : m_fixture.window().findChildren<QWidget *>()) {
        if (!isControl(widget) || isPartOfAControl(widget))
            continue;
        ++count;
        if (widget->objectName().isEmpty())
            wrong += QStringLiteral("no object name: %1").arg(pathOf(widget));
        // A button of a banner that shows nothing has no action, and no words.
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isEmptyButton =
            button && !widget->isVisible() && button->text().isEmpty() && button->icon().isNull();
        if (!isEmptyButton && spokenName(widget).isEmpty())
            wrong += QStringLiteral("no accessible name: %1").arg(pathOf(widget));
    }
    QVERIFY(count > 20);
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

void TestControls::canBeReachedByTab()
{
    QFETCH(int, part);
    show(part);
    const QSet<const QWidget *> reached = walkByTab();
    QVERIFY(reached.size() > 3);
    QStringList wrong;
    for (QWidget *widget : m_fixture.window().findChildren<QWidget *>()) {
        if (!widget->isVisible() || !widget->isEnabled() || !isControl(widget) || isPartOfAControl(widget))
            continue;
        const QWidget *proxy = widget;
        while (proxy->focusProxy())
            proxy = proxy->focusProxy();
        // Sliders repeat what the view beside them does by keys; of radio buttons the arrow keys reach the others.
        const auto *radio = qobject_cast<const QRadioButton *>(widget);
        if (!reached.contains(proxy) && !qobject_cast<const QAbstractSlider *>(widget) &&
            !(radio && !radio->isChecked()))
            wrong += pathOf(widget);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

/// Who gets the focus by Tab, all round from where it is now.
QSet<const QWidget *> TestControls::walkByTab()
{
    m_fixture.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&m_fixture.window()))
        return {};
    QSet<const QWidget *> reached;
    for (int step = 0; step < 300; ++step) {
        QWidget *before = QApplication::focusWidget();
        QTest::keyClick(before ? before : &m_fixture.window(), Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        if (now && now == before) // an editor, to which Tab is a character
            QTest::keyClick(now, Qt::Key_Tab, Qt::ControlModifier);
        now = QApplication::focusWidget();
        if (now == before)
            break;
        reached.insert(now);
    }
    return reached;
}

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
