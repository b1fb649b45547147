using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using Recount.Workspace.Data;
using Recount.Text;
using Field = Recount.Scoring.Items.Field;

namespace Recount.Tests.Workspace.Data;

public sealed class ParquetItemsTests : IDisposable
{
    private readonly Temporary _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> Read<T>(IEnumerable<T> rows, int rowsPerGroup = 1_000_000)
    {
        await ParquetSerializer.SerializeAsync(rows, _folder.At("x.parquet"), new() { RowGroupSize = rowsPerGroup }, cancellationToken: TestContext.Current.CancellationToken);
        var diagnostics = new Diagnostics();
        var items = ItemFiles.Read(_folder.At("x.parquet"), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(_folder.At("x.parquet"), TestContext.Current.CancellationToken))), items!.Sha256);
        return [.. items.Items.Select(i => new Field.Record(i.Fields).Json)];
    }

    [Fact]
    public async Task Lists_inside_records_and_nulls_keep_their_places() => Assert.Equal(
        [
            """{"id":"a","question":"Why?","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"B"}""",
            """{"id":"b","question":null,"choices":{"text":["p",null,"q"],"label":[]},"answerKey":"1"}""",
            """{"id":"c","question":"","choices":null,"answerKey":null}""",
            """{"id":"d","question":"How?","choices":{"text":null,"label":null},"answerKey":"2"}""",
        ],
        await Read<Arc>(
        [
            new("a", "Why?", new(["x", "y"], ["A", "B"]), "B"),
            new("b", null, new(["p", null, "q"], []), "1"),
            new("c", "", null, null),
            new("d", "How?", new(null, null), "2"),
        ]));

    [Fact]
    public async Task Lists_of_records_and_lists_of_lists_are_read_to_any_depth() => Assert.Equal(
        [
            """{"Records":[{"Text":"x","Numbers":[1,2]},{"Text":null,"Numbers":[]},{"Text":"z","Numbers":null}],"Lists":[["a"],[],["b","c"]]}""",
            """{"Records":[],"Lists":null}""",
            """{"Records":null,"Lists":[]}""",
        ],
        await Read<Nested>(
        [
            new([new("x", [1, 2]), new(null, []), new("z", null)], [["a"], [], ["b", "c"]]),
            new([], null),
            new(null, []),
        ]));

    [Fact]
    public async Task Numbers_are_written_as_Python_writes_them() => Assert.Equal(
        [
            """{"Small":-1,"Long":9223372036854775807,"Maybe":null,"Float":0.10000000149011612,"Double":1.0,"Truth":true,"Decimal":1.5}""",
            """{"Small":7,"Long":0,"Maybe":3,"Float":null,"Double":null,"Truth":null,"Decimal":-2}""",
        ],
        await Read<Numbers>([new(-1, long.MaxValue, null, 0.1f, 1, true, 1.5m), new(7, 0, 3, null, double.NaN, null, -2m)]));

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1234567890123456.8, "1234567890123456.8")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-1234567.25, "-1234567.25")]
    [InlineData(9999999999999998, "9999999999999998.0")]
    [InlineData(0.00012, "0.00012")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(120, "120.0")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void A_binary_number_has_the_digits_that_tell_it_from_others(double value, string written) => Assert.Equal(written, PythonNumber.Of(value));

    [Fact]
    public async Task Several_row_groups_are_one_set()
    {
        var items = await Read(Enumerable.Range(0, 2_500).Select(i => new Nested([new($"r{i}", [i])], i % 3 == 0 ? null : [[$"{i}"]])), 1_000);

        Assert.Equal(2_500, items.Length);
        Assert.Equal("""{"Records":[{"Text":"r2400","Numbers":[2400]}],"Lists":null}""", items[2_400]);
    }

    [Fact]
    public async Task What_has_no_place_in_a_text_is_said_when_it_is_asked_for()
    {
        await ParquetSerializer.SerializeAsync([new Picture("a", [1, 2]), new Picture("b", null)], _folder.At("x.parquet"), cancellationToken: TestContext.Current.CancellationToken);
        var items = ItemFiles.Read(_folder.At("x.parquet"), new(), "Name")!;

        Assert.Equal(["a", "b"], items.Items.Select(i => i.Id));
        Assert.Equal("Item a: 'Bytes' is bytes, and has no place inside a text.", Assert.Throws<FormatException>(() => Recount.Tests.Scoring.Items.SmallSets.Template("{Bytes}").Render(items.Items[0])).Message);
        Assert.IsType<Field.Missing>(items.Items[1]["Bytes"]);
    }

    [Fact]
    public async Task A_file_without_rows_has_no_items()
    {
        var file = new MemoryStream();
        await using (await ParquetWriter.CreateAsync(new ParquetSchema(new DataField<string>("q")), file, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        var diagnostics = new Diagnostics();
        Assert.Null(ItemFiles.Read(_folder.Write("x.parquet", file.ToArray()), diagnostics, null, "x.parquet"));
        Assert.Equal("x.parquet(1,1): error RC071: the file has no items", diagnostics.Sorted().Single().Headline);
    }

    [Fact]
    public async Task A_broken_file_is_said_to_be_broken_and_nothing_is_thrown()
    {
        await Read(Enumerable.Range(0, 50).Select(i => new Arc($"{i}", "Why?", new([$"x{i}", "y"], ["A", "B"]), "B")));
        var sound = await File.ReadAllBytesAsync(_folder.At("x.parquet"), TestContext.Current.CancellationToken);
        var pages = sound.Length - 8 - BitConverter.ToInt32(sound, sound.Length - 8);
        var (random, refused) = (new Random(1), 0);
        for (var run = 0; run < 400; run++)
        {
            var bytes = sound.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                bytes[random.Next(pages)] = (byte)random.Next(256);
            }

            var diagnostics = new Diagnostics();
            refused += ItemFiles.Read(_folder.Write("x.parquet", bytes.AsSpan(..(run % 4 == 0 ? random.Next(1, bytes.Length) : bytes.Length))), diagnostics) is null ? 1 : 0;
        }

        Assert.InRange(refused, 150, 399);
    }

    private sealed record Arc(string? id, string? question, Choices? choices, string? answerKey)
    {
        public Arc()
            : this(null, null, null, null)
        {
        }
    }

    private sealed record Choices(List<string?>? text, List<string?>? label);

    private sealed record Nested(List<Part>? Records, List<List<string>>? Lists);

    private sealed record Part(string? Text, List<int>? Numbers);

    private sealed record Numbers(sbyte Small, long Long, int? Maybe, float? Float, double Double, bool? Truth, decimal Decimal);

    private sealed record Picture(string Name, byte[]? Bytes);
}
