// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/tones.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/functionwords.h"
#include "gui/payload/scripteditor.h"
#include "gui/payload/scriptlexer.h"
#include "pagefixture.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QToolTip>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestFunctionEditors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyPlainStyle(); }

    void init()
    {
        m_editors = std::make_unique<FunctionEditors>();
        m_editors->resize(700, 500);
        m_editors->setSaved({u"function Decoder(bytes, port) {\n    return { a: 1 };\n}\n"_s, {}, {}, {}});
        m_editors->show();
        m_editors->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_editors.get()));
        m_editors->focusEditor();
    }

    void cleanup() { m_editors.reset(); }

    void unsavedFunctionsHaveADot()
    {
        const auto *tabs = find<QTabWidget>("functionTabs");
        QCOMPARE(m_editors->unsavedCount(), 0);
        QTest::keyClicks(focused(), u"// "_s);
        QCOMPARE(m_editors->unsavedCount(), 1);
        QVERIFY(m_editors->isUnsaved(FunctionKind::Decoder));
        QCOMPARE(tabs->tabText(0), u"Decoder •"_s);
        m_editors->setSaved(m_editors->functions());
        QCOMPARE(m_editors->unsavedCount(), 0);
        QCOMPARE(tabs->tabText(0), u"Decoder"_s);
    }

    void eachFunctionHasItsOwnUndo()
    {
        QTest::keyClicks(focused(), u"X"_s);
        QTest::keyClick(focused(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(m_editors->current(), FunctionKind::Converter);
        QTest::keyClicks(focused(), u"YZ"_s);
        QTest::keyClick(focused(), Qt::Key_1, Qt::AltModifier);
        QTest::keyClick(focused(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_editors->unsavedCount(), 1);
        QVERIFY(!m_editors->isUnsaved(FunctionKind::Decoder));
        QCOMPARE(m_editors->functions().converter, u"YZ"_s);
    }

    void whatComesFromTheServerCannotBeUndone()
    {
        QTest::keyClick(focused(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_editors->functions().decoder.startsWith(u"function"));
    }

    void editedFunctionsStayWhenTheServersChange()
    {
        QTest::keyClicks(focused(), u"X"_s);
        m_editors->setSaved({u"theirs"_s, u"their converter"_s, {}, {}});
        QVERIFY(m_editors->functions().decoder.startsWith(u"Xfunction"));
        QCOMPARE(m_editors->functions().converter, u"their converter"_s);
        QCOMPARE(m_editors->unsavedCount(), 1);
    }

    void indentIsTakenFromTheText()
    {
        QCOMPARE(m_editors->editor(FunctionKind::Decoder).indentSize(), 4);
        auto *combo = find<QComboBox>("indentCombo");
        QCOMPARE(combo->currentData().toInt(), 4);
        combo->setCurrentIndex(0);
        Q_EMIT combo->activated(0);
        QTest::keyClick(focused(), Qt::Key_Tab);
        QVERIFY(m_editors->functions().decoder.startsWith(u"  function"));
    }

    void newLinesAreIndented()
    {
        ScriptEditor &editor = m_editors->editor(FunctionKind::Decoder);
        editor.setCursorPosition(1, 20);
        QTest::keyClick(&editor, Qt::Key_Return);
        QTest::keyClicks(&editor, u"x"_s);
        QCOMPARE(editor.text(2), u"    x\n"_s);
    }

    void emptyFunctionsOfferATemplate()
    {
        auto *button = find<QAbstractButton>("insertTemplateButton");
        QVERIFY(!button->isVisible());
        m_editors->setCurrent(FunctionKind::Validator);
        QVERIFY(button->isVisible());
        button->click();
        QCOMPARE(m_editors->functions().validator, functionTemplate(FunctionKind::Validator));
        QVERIFY(!button->isVisible());
        m_editors->undo(FunctionKind::Validator);
        QCOMPARE(m_editors->functions().validator, QString());
    }

    void findsAndReplaces()
    {
        m_editors->setText(FunctionKind::Decoder, u"one two\nTwo three\ntwo\n"_s);
        m_editors->editor(FunctionKind::Decoder).setCursorPosition(0, 0);
        QTest::keyClick(focused(), Qt::Key_F, Qt::ControlModifier);
        auto *find = this->find<QLineEdit>("findEdit");
        QVERIFY(find->hasFocus());
        QTest::keyClicks(find, u"two"_s);
        const ScriptEditor &editor = m_editors->editor(FunctionKind::Decoder);
        QCOMPARE(place(editor), (std::pair{0, 7}));
        QCOMPARE(this->find<QLabel>("findNoteLabel")->text(), u"3 found"_s);
        QTest::keyClick(find, Qt::Key_F3);
        QCOMPARE(place(editor), (std::pair{1, 3}));
        QTest::keyClick(find, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(place(editor), (std::pair{0, 7}));
        QTest::keyClick(find, Qt::Key_H, Qt::ControlModifier);
        QVERIFY(this->find<QWidget>("replaceEdit")->isVisible());
        this->find<QLineEdit>("replaceEdit")->setText(u"four"_s);
        this->find<QAbstractButton>("findCaseBox")->setChecked(true);
        this->find<QAbstractButton>("replaceAllButton")->click();
        QCOMPARE(m_editors->functions().decoder, u"one four\nTwo three\nfour\n"_s);
        m_editors->undo(FunctionKind::Decoder);
        QCOMPARE(m_editors->functions().decoder, u"one two\nTwo three\ntwo\n"_s);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(!find->isVisible());
        QVERIFY(m_editors->editor(FunctionKind::Decoder).hasFocus());
    }

    void replacesOneAfterTheOther()
    {
        m_editors->setText(FunctionKind::Decoder, u"aa b aa"_s);
        m_editors->editor(FunctionKind::Decoder).setCursorPosition(0, 0);
        QTest::keyClick(focused(), Qt::Key_H, Qt::ControlModifier);
        QTest::keyClicks(find<QLineEdit>("findEdit"), u"aa"_s);
        find<QLineEdit>("replaceEdit")->setText(u"aaa"_s);
        find<QAbstractButton>("replaceButton")->click();
        QCOMPARE(m_editors->functions().decoder, u"aaa b aa"_s);
        find<QAbstractButton>("replaceButton")->click();
        QCOMPARE(m_editors->functions().decoder, u"aaa b aaa"_s);
    }

    void goesToALine()
    {
        QTest::keyClick(focused(), Qt::Key_G, Qt::ControlModifier);
        QTest::keyClicks(find<QLineEdit>("goToLineEdit"), u"3"_s);
        QTest::keyClick(find<QLineEdit>("goToLineEdit"), Qt::Key_Return);
        QTRY_COMPARE(find<QLabel>("cursorPlaceLabel")->text(), u"Line 3, column 1"_s);
        QVERIFY(m_editors->editor(FunctionKind::Decoder).hasFocus());
    }

    void whatTheHandlerDoesNotTakeIsMarked()
    {
        ScriptEditor &editor = m_editors->editor(FunctionKind::Decoder);
        m_editors->setText(FunctionKind::Decoder,
                           u"function Decoder(bytes) {\n  let a = 1;\n  return {t: bytes.find(f)};\n}\n"_s);
        QTRY_COMPARE(editor.handlerMarks().size(), 2);
        constexpr unsigned noteMarker = 1U << 3U;
        QVERIFY((editor.markersAtLine(1) & noteMarker) != 0);
        QVERIFY((editor.markersAtLine(2) & noteMarker) != 0);
        const auto indicatorsAt = [&](int line, int index) {
            return editor.SendScintilla(QsciScintilla::SCI_INDICATORALLONFOR,
                                        ulong(editor.positionFromLineIndex(line, index)));
        };
        QVERIFY((indicatorsAt(1, 3) & (1 << 8)) != 0); // "let"
        QCOMPARE(indicatorsAt(1, 6) & (1 << 8), 0);
        QVERIFY((indicatorsAt(2, 19) & (1 << 9)) != 0); // "find"

        // From the keyboard: the words of the line's mark, and from one to the next.
        auto *button = find<QToolButton>("functionErrorButton");
        editor.setCursorPosition(0, 0);
        QTRY_COMPARE(button->text(), u"The handler does not take 2 places as they stand"_s);
        m_editors->focusEditor();
        QTest::keyClick(focused(), Qt::Key_F8);
        QTRY_COMPARE(place(editor).first, 1);
        QTRY_VERIFY2(button->accessibleName().contains(u"Write var instead."), qPrintable(button->accessibleName()));
        QTest::keyClick(focused(), Qt::Key_F8);
        QTRY_COMPARE(place(editor).first, 2);
        QTest::keyClick(focused(), Qt::Key_F8);
        QTRY_COMPARE(place(editor).first, 1);

        // By the mouse.
        const auto position = ulong(editor.positionFromLineIndex(1, 3));
        const QPoint point(int(editor.SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, long(position))) + 1,
                           int(editor.SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, long(position))) + 3);
        QHelpEvent help(QEvent::ToolTip, point, editor.viewport()->mapToGlobal(point));
        QCoreApplication::sendEvent(editor.viewport(), &help);
        QTRY_VERIFY(QToolTip::text().contains(u"\"let\" is newer"));
        QToolTip::hideText();

        m_editors->setText(FunctionKind::Decoder, u"function Decoder(bytes) {\n  return {};\n}\n"_s);
        QTRY_COMPARE(editor.handlerMarks().size(), 0);
        QCOMPARE(editor.markersAtLine(1) & noteMarker, 0U);
        QTRY_VERIFY(!button->isVisible());
    }

    void errorsStandAtTheirLine()
    {
        m_editors->showError(ScriptError{FunctionKind::Decoder, 2, u"Unexpected token }"_s, 4},
                             {FunctionKind::Decoder});
        ScriptEditor &editor = m_editors->editor(FunctionKind::Decoder);
        QCOMPARE(editor.errorLine(), 2);
        QCOMPARE(editor.annotation(1), u"Unexpected token }"_s);
        QVERIFY((editor.markersAtLine(1) & 2U) != 0);
        auto *button = find<QToolButton>("functionErrorButton");
        QVERIFY(button->isVisible());
        QCOMPARE(button->text(), u"Line 2: Unexpected token }"_s);
        QTest::keyClick(focused(), Qt::Key_F8);
        QTRY_COMPARE(place(editor).first, 1);
        m_editors->setCurrent(FunctionKind::Converter);
        QVERIFY(!button->isVisible());
        m_editors->showError({}, {FunctionKind::Decoder});
        QCOMPARE(editor.errorLine(), 0);
        QCOMPARE(editor.annotation(1), QString());
    }

    void colorsCanBeReadOnLightAndDark()
    {
        QPalette dark(QColor(0x2b, 0x2d, 0x30));
        dark.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
        const QPalette light(QColor(0xef, 0xef, 0xef));
        for (const QPalette &palette : {light, dark}) {
            for (const CodeInk ink : {CodeInk::Text, CodeInk::Keyword, CodeInk::String, CodeInk::Number,
                                      CodeInk::Comment, CodeInk::Operator, CodeInk::Unclosed})
                QVERIFY(contrast(codeColor(ink, palette), palette.color(QPalette::Base)) >= 4.5);
        }
    }

    void colorsFollowThePalette()
    {
        ScriptEditor &editor = m_editors->editor(FunctionKind::Decoder);
        QPalette dark(QColor(0x2b, 0x2d, 0x30));
        dark.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
        m_editors->setPalette(dark);
        QCOMPARE(editor.lexer()->paper(0), QColor(0x1e, 0x1f, 0x22));
        QVERIFY(contrast(editor.lexer()->color(5), editor.lexer()->paper(5)) >= 4.5);
    }

    void largeSourcesAreTaken()
    {
        QString large;
        while (large.size() < 300'000)
            large += u"  var value_%1 = bytes[%1] * 256; // a line among many\n"_s.arg(large.size());
        m_editors->setSaved({large, {}, {}, {}});
        QTest::keyClicks(focused(), u"//"_s);
        QCOMPARE(m_editors->functions().decoder, u"//"_s + large);
    }

private:
    template <class Widget>
    Widget *find(const char *name) const
    {
        auto *widget = m_editors->findChild<Widget *>(QLatin1String(name));
        if (!widget)
            qFatal("There is no %s", name);
        return widget;
    }
    QWidget *focused() const { return &m_editors->editor(m_editors->current()); }
    static std::pair<int, int> place(const ScriptEditor &editor)
    {
        int line = 0;
        int column = 0;
        editor.getCursorPosition(&line, &column);
        return {line, column};
    }

    std::unique_ptr<FunctionEditors> m_editors;
};

QTEST_MAIN(TestFunctionEditors)
#include "tst_functioneditors.moc"
