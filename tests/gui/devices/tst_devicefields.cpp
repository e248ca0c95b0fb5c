// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the form by themselves: keys with every pasted form, attributes with their rules.
#include "core/device.h"
#include "gui/devices/attributeeditor.h"
#include "gui/devices/keyfield.h"
#include "gui/devices/livemessage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray eui = QByteArray::fromHex("0011223344556677");
const QByteArray reversedEui = QByteArray::fromHex("7766554433221100");

void makeDevEui(KeyField &field)
{
    field.setKind({u"devEui"_s, u"DevEUI"_s, 8, false, u"Generate"_s, [] { return eui; }});
}

QString message(const QWidget &parent, const QString &name)
{
    return parent.findChild<LiveMessage *>(name)->text();
}

} // namespace

class TestDeviceFields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pastedForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("digits") << u"0011223344556677"_s;
        QTest::newRow("dashes") << u"00-11-22-33-44-55-66-77"_s;
        QTest::newRow("colons") << u"00:11:22:33:44:55:66:77"_s;
        QTest::newRow("spaces") << u" 00 11 22 33 44 55 66 77 "_s;
        QTest::newRow("0x") << u"0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77"_s;
        QTest::newRow("C array")
            << u"static const u1_t DEVEUI[8] = { 0x00, 0x11, 0x22, 0x33,\n 0x44, 0x55, 0x66, 0x77 };"_s;
    }
    void pastedForms()
    {
        QFETCH(QString, text);
        KeyField field;
        makeDevEui(field);
        QGuiApplication::clipboard()->setText(text);
        field.findChild<QToolButton *>(u"devEuiPasteButton"_s)->click();
        QCOMPARE(field.read(), eui);
        QCOMPARE(field.edit()->text(), u"0011223344556677"_s); // what came with the digits is gone
        QVERIFY(!field.isGenerated());
    }

    void eitherByteOrder()
    {
        KeyField field;
        makeDevEui(field);
        field.setValue(eui);
        QToolButton *reverse = field.findChild<QToolButton *>(u"devEuiReverseButton"_s);
        reverse->click();
        QCOMPARE(field.read(), reversedEui);
        const QString both = message(field, u"devEuiMessage"_s);
        QVERIFY2(both.contains(u"0011223344556677") && both.contains(u"7766554433221100"), qPrintable(both));
        reverse->click();
        QCOMPARE(field.read(), eui);
    }

    void theBrokenRuleIsNamed()
    {
        KeyField field;
        makeDevEui(field);
        auto *line = field.findChild<LiveMessage *>(u"devEuiMessage"_s);
        QVERIFY(!line->isProblem()); // nothing typed yet
        QVERIFY(field.read().error().text.contains(u"DevEUI is missing"));
        field.showProblem();
        QVERIFY(line->isProblem());
        field.edit()->setText(u"00112233"_s);
        QVERIFY(line->isProblem());
        QVERIFY(line->text().contains(u"must have 8 bytes, but 4 were found"));
        field.edit()->setText(u"001122334455667G"_s);
        QVERIFY(line->text().contains(u"'G'"));
        field.edit()->setText(u"0000000000000000"_s);
        QVERIFY(line->text().contains(u"all zeros"));
        field.edit()->setText(u"0011223344556677"_s);
        QVERIFY(!line->isProblem());
        field.setProblem(u"DevEUI is taken."_s);
        QVERIFY(line->isProblem());
        field.setRequired(false);
        field.clear();
        QCOMPARE(field.read(), QByteArray());
    }

    void keysAreMasked()
    {
        KeyField field;
        field.setKind({u"appKey"_s, u"AppKey"_s, 16, true, u"Generate"_s, [] { return QByteArray(16, '\x42'); }});
        field.findChild<QToolButton *>(u"appKeyGenerateButton"_s)->click();
        QVERIFY(field.isGenerated());
        QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
        field.setReversed(true);
        QVERIFY(!message(field, u"appKeyMessage"_s).contains(u"42"));
        field.findChild<QToolButton *>(u"appKeyRevealButton"_s)->click();
        QCOMPARE(field.edit()->echoMode(), QLineEdit::Normal);
        field.conceal();
        QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
    }

    void generatingMayNeedTheNetwork()
    {
        KeyField field;
        field.setKind({u"devAddr"_s, u"DevAddr"_s, 4, false, u"Ask"_s, {}});
        QSignalSpy asked(&field, &KeyField::generateRequested);
        field.findChild<QToolButton *>(u"devAddrGenerateButton"_s)->click();
        QCOMPARE(asked.size(), 1);
    }

    void attributesKeepTheirRules()
    {
        AttributeEditor editor;
        QSignalSpy changed(&editor, &AttributeEditor::changed);
        auto *line = editor.findChild<LiveMessage *>(u"attributeMessage"_s);
        auto *add = editor.findChild<QToolButton *>(u"addAttributeButton"_s);
        auto *table = editor.findChild<QTableWidget *>(u"attributeTable"_s);
        editor.setAttributes({{u"a"_s, u"1"_s}, {u"ttn-brand"_s, u"x"_s}});
        QCOMPARE(changed.size(), 0);
        for (const QString &key : {u"b"_s, u"c"_s, u"d"_s})
            editor.addRow(key, u"2"_s);
        QVERIFY(add->isEnabled()); // four of our own
        add->click();
        QVERIFY(!add->isEnabled());
        QCOMPARE(editor.attributes()->size(), 5); // the blank row is none
        table->item(5, 0)->setText(u"a"_s);
        QCOMPARE(changed.size(), 1);
        QVERIFY(line->isProblem());
        QVERIFY(line->text().contains(u"twice"));
        table->item(5, 0)->setText(QString(65, u'k'));
        QVERIFY(line->text().contains(u"64 bytes"));
        table->setCurrentCell(5, 0);
        editor.removeCurrentRow();
        QVERIFY(!line->isProblem());
        QCOMPARE(editor.attributes()->value(u"ttn-brand"_s), u"x"_s);
    }
};

QTEST_MAIN(TestDeviceFields)
#include "tst_devicefields.moc"
