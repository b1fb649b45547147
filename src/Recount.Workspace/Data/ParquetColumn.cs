using System.Globalization;
using System.Numerics;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Field = Recount.Scoring.Items.Field;

namespace Recount.Workspace.Data;

/// <summary>The entries of one leaf column in one row group, with the levels of each, and where the reading stands.</summary>
internal sealed class ParquetColumn
{
    private readonly int[] _definitions;
    private readonly int[] _repetitions;
    private readonly Field[] _values;
    private int _entry;
    private int _value;

    private ParquetColumn(int[] definitions, int[] repetitions, Field[] values) => (_definitions, _repetitions, _values) = (definitions, repetitions, values);

    /// <summary>Of the entry at which the reading stands; levels that a column has not are those of a value that is there.</summary>
    public int Definition => _definitions.Length == 0 ? int.MaxValue : _definitions[_entry];

    /// <summary>0 begins a row; behind the last entry too.</summary>
    public int Repetition => _entry < _repetitions.Length ? _repetitions[_entry] : 0;

    /// <summary>The field of the entry, and on to the next one.</summary>
    /// <param name="full">The definition level of an entry with a value.</param>
    public Field Next(int full)
    {
        var field = Definition >= full ? _values[_value++] : Field.Nothing;
        _entry++;
        return field;
    }

    public static ParquetColumn Read(ParquetRowGroupReader group, DataField leaf)
    {
        var type = leaf.ClrType;
        return leaf is TimeDataField ? Unread<long>("a time of day")
            : type == typeof(ReadOnlyMemory<char>) ? Of<ReadOnlyMemory<char>>(v => new Field.Text(v.ToString()))
            : type == typeof(ReadOnlyMemory<byte>) ? Unread<ReadOnlyMemory<byte>>("bytes")
            : type == typeof(bool) ? Of<bool>(v => new Field.Truth(v))
            : type == typeof(double) ? Of<double>(v => Number(v))
            : type == typeof(float) ? Of<float>(v => Number(v))
            : type == typeof(decimal) ? Of<decimal>(v => new Field.Number(v.ToString(CultureInfo.InvariantCulture)))
            : type == typeof(DateTime) ? Of<DateTime>(v => Time(v, leaf is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date }))
            : type == typeof(Guid) ? Of<Guid>(v => new Field.Text(v.ToString()))
            : type == typeof(sbyte) ? Whole<sbyte>() : type == typeof(byte) ? Whole<byte>()
            : type == typeof(short) ? Whole<short>() : type == typeof(ushort) ? Whole<ushort>()
            : type == typeof(int) ? Whole<int>() : type == typeof(uint) ? Whole<uint>()
            : type == typeof(long) ? Whole<long>() : type == typeof(ulong) ? Whole<ulong>()
            : throw new NotSupportedException($"the column '{leaf.Path}' is of the kind {type.Name}, which is not read");

        ParquetColumn Of<T>(Func<T, Field> field)
            where T : struct
        {
            using var raw = (RawColumnData<T>)group.ReadRawColumnDataBaseAsync(leaf).AsTask().GetAwaiter().GetResult();
            var values = new Field[raw.Values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = field(raw.Values[i]);
            }

            return new(
                leaf.MaxDefinitionLevel > 0 ? raw.DefinitionLevels.ToArray() : [], leaf.MaxRepetitionLevel > 0 ? raw.RepetitionLevels.ToArray() : [], values);
        }

        ParquetColumn Whole<T>()
            where T : struct, IBinaryInteger<T> => Of<T>(v => new Field.Number(v.ToString(null, CultureInfo.InvariantCulture)));

        ParquetColumn Unread<T>(string what)
            where T : struct
        {
            var unread = new Field.Unread(what);
            return Of<T>(_ => unread);
        }
    }

    private static Field.Text Time(DateTime value, bool isDay) => new(value.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    // What is no number is missing: tables mark so what they have not.
    private static Field Number(double value) => double.IsFinite(value) ? new Field.Number(PythonNumber.Of(value)) : Field.Nothing;
}
