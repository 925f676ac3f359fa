import Export
import Testing

@Suite struct RecordTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("\"", "\"\"\"\""),
      ("\"\u{301}", "\"\"\"\u{301}\""), (",\u{301}", "\",\u{301}\""), (" a ", " a "), ("", ""),
    ])
  func textInCSV(text: String, field: String) {
    #expect(Field.text(text).csv.unicodeScalars.elementsEqual(field.unicodeScalars))
  }

  @Test func nestedValues() {
    let inner = Record(["a": .number(0.5), "b": .null])
    let record = Record(["x": .object(inner), "y": .list([.integer(1), .text("t")])])
    #expect(record.json(pretty: false) == #"{"x":{"a":0.5,"b":null},"y":[1,"t"]}"#)
    #expect(record.json() == "{\n  \"x\": {\n    \"a\": 0.5,\n    \"b\": null\n  },\n  \"y\": [1,\"t\"]\n}")
    let rows = Record(["rows": .list([.object(inner), .object(inner)])])
    #expect(
      rows.json() == "{\n  \"rows\": [\n    {\"a\":0.5,\"b\":null},\n    {\"a\":0.5,\"b\":null}\n  ]\n}")
    #expect(record.csvRow == #""{""a"":0.5,""b"":null}","[1,""t""]""#)
  }
}
