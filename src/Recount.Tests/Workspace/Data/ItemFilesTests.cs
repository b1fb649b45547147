using System.Security.Cryptography;
using System.Text;
using Recount.Workspace.Data;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Workspace.Data;

public sealed class ItemFilesTests : IDisposable
{
    private readonly Temporary _folder = new();

    public void Dispose() => _folder.Dispose();

    private ItemSet Read(string name, string text, string? id = null) => Read(name, Encoding.UTF8.GetBytes(text), id);

    private ItemSet Read(string name, ReadOnlySpan<byte> bytes, string? id = null)
    {
        var diagnostics = new Diagnostics();
        var items = ItemFiles.Read(_folder.Write(name, bytes), diagnostics, id);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return items!;
    }

    private string[] Mistakes(string name, ReadOnlySpan<byte> bytes)
    {
        var diagnostics = new Diagnostics();
        Assert.Null(ItemFiles.Read(_folder.Write(name, bytes), diagnostics, null, name));
        return [.. diagnostics.Sorted().Select(d => d.Headline)];
    }

    private static string Json(ItemSet items) => string.Join('\n', items.Items.Select(i => string.Join(' ', items.Columns.Select(c => i[c].Json))));

    [Fact]
    public void Values_are_kept_as_the_file_writes_them()
    {
        var items = Read("a.b.jsonl", """{"n": 1.10, "e": -1E+3, "t": " x ", "b": false, "l": [1, null, {"k": "v"}], "r": {"z": 1, "a": 2}, "0": null}""");

        Assert.Equal("a.b", items.Name);
        Assert.Equal(["n", "e", "t", "b", "l", "r", "0"], items.Columns);
        Assert.Equal("""1.10 -1E+3 " x " false [1,null,{"k":"v"}] {"z":1,"a":2} null""", Json(items));
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"q\": \"ä\"}\r\n", 20_000)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Read("x.jsonl", bytes).Sha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("q\na\n"u8)), Read("x.csv", "q\na\n").Sha256);
    }

    [Theory]
    [InlineData("x.jsonl", "{\"q\": \"a\"}\n{\"q\": \"b\"}\n")]
    [InlineData("x.ndjson", "\ufeff{\"q\": \"a\"}\r\n\r\n{\"q\": \"b\"}")]
    [InlineData("x.json", " \n[{\"q\": \"a\"},\r\n {\"q\": \"b\"}]\n")]
    [InlineData("x.JSON", "[{\"q\":\"a\"},{\"q\":\"b\"}]")]
    [InlineData("x.csv", "\ufeffq\r\na\r\n\r\nb\r\n")]
    [InlineData("x.tsv", "q\na\nb")]
    public void Every_kind_of_file_gives_the_same_items(string name, string text)
    {
        var items = Read(name, text);

        Assert.Equal("\"a\"\n\"b\"", Json(items));
        Assert.Equal([(1, "1"), (2, "2")], items.Items.Select(i => (i.Position, i.Id)));
    }

    [Fact]
    public void Columns_are_those_of_all_items_and_what_an_item_lacks_is_missing()
    {
        var items = Read("x.jsonl", "{\"a\": 1}\n{\"b\": 2, \"a\": 3}");

        Assert.Equal(["a", "b"], items.Columns);
        Assert.Equal("1 null\n3 2", Json(items));
    }

    [Fact]
    public void Signs_that_Unicode_calls_line_breaks_stay_in_their_texts() =>
        Assert.Equal("a\u2028b\u0085c\u000bd", ((Field.Text)Read("x.jsonl", "{\"q\": \"a\u2028b\u0085c\\u000bd\"}").Items.Single()["q"]).Value);

    [Fact]
    public void Cells_of_CSV_keep_blanks_breaks_and_quotes() => Assert.Equal(
        "\" a \" \"b, \\u0022c\\u0022\"\n\"two\\r\\n\\nlines\" \"x\"\n null".Replace("\n null", "\nnull \"\"", StringComparison.Ordinal),
        Json(Read("x.csv", "q,r\n a ,\"b, \"\"c\"\"\"\n\"two\r\n\nlines\",x\n,\"\"\n")));

    [Fact]
    public void Quotes_of_TSV_mean_nothing() => Assert.Equal("\"\\u0022a\" \"b\\u0022\"\nnull \" c\"", Json(Read("x.tsv", "q\tr\n\"a\tb\"\n\t c\n")));

    [Fact]
    public void A_column_can_name_the_items() => Assert.Equal(["007", "8", "x"], Read("x.jsonl", "{\"i\": \"007\"}\n{\"i\": 8}\n{\"i\": \"x\"}", "i").Items.Select(i => i.Id));

    [Fact]
    public void Lines_that_are_no_UTF8_are_all_said_at_their_first_bad_byte() => Assert.Equal(
        ["x.jsonl(2,9): error RC071: this line is not UTF-8 text", "x.jsonl(4,1): error RC071: this line is not UTF-8 text"],
        Mistakes("x.jsonl", [.. "{\"q\": 1}\n{\"q\": \"ä"u8, 0xE4, .. "\"}\n{\"q\": 2}\n"u8, 0xFF, .. "\n"u8]));

    [Fact]
    public void UTF16_is_refused() => Assert.Equal("x.csv(1,1): error RC071: this line is not UTF-8 text", Mistakes("x.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("q\na\n")])[0]);

    [Fact]
    public void Mistakes_beyond_a_limit_are_counted()
    {
        var diagnostics = new Diagnostics();
        ItemFiles.Read(_folder.Write("x.jsonl", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\n", 3_000)))), diagnostics);

        Assert.Equal((Diagnostics.Kept, 3_000), (diagnostics.Sorted().Count, diagnostics.Count));
    }

    [Fact]
    public void A_file_that_is_too_large_is_never_read()
    {
        using (var file = File.Create(_folder.At("x.csv")))
        {
            file.SetLength(ItemFiles.MaxBytes + 1);
        }

        var diagnostics = new Diagnostics();
        Assert.Null(ItemFiles.Read(_folder.At("x.csv"), diagnostics, null, "x.csv"));
        Assert.Equal("x.csv(1,1): error RC071: the items cannot be read: the file is larger than 2000000000 bytes", diagnostics.Sorted().Single().Headline);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake()
    {
        var diagnostics = new Diagnostics();
        Assert.Null(ItemFiles.Read(_folder.At("x.jsonl"), diagnostics, null, "x.jsonl"));
        Assert.Equal("x.jsonl(1,1): error RC071: the items cannot be read: there is no such file", diagnostics.Sorted().Single().Headline);
    }

    [Fact]
    public void Deep_nesting_has_a_limit() => Assert.Contains("maximum configured depth of 64", Assert.Single(Mistakes("x.jsonl", Encoding.UTF8.GetBytes($"{{\"q\": {new string('[', 70_000)}"))), StringComparison.Ordinal);

    [Fact]
    public void A_long_list_on_one_line_is_read_in_time()
    {
        var items = Read("x.json", $"[{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"{{\"q\": {i}}}"))}]");

        Assert.Equal("99999", items.Items[^1]["q"].Json);
    }
}
