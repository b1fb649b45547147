using Parquet.Schema;
using Field = Recount.Scoring.Items.Field;

namespace Recount.Workspace.Data;

/// <summary>
/// Puts the fields of one column together from its leaves (Melnik et al., "Dremel", 2010): the definition level of a leaf's entry says how much of the path to it is there, its
/// repetition level which list goes on. A closed family, moving through a row group in step.
/// </summary>
internal abstract class ParquetNode
{
    private ParquetNode()
    {
    }

    /// <summary>The field at which all leaves stand; behind it they stand at the next one.</summary>
    public abstract Field Next();

    /// <summary>Reads the leaves below a field of the schema.</summary>
    public static ParquetNode Of(Parquet.Schema.Field field, Func<DataField, ParquetColumn> read) => field switch
    {
        DataField leaf => leaf.IsArray ? new Repeated(leaf, new Leaf(leaf, read(leaf)), false) : new Leaf(leaf, read(leaf)),
        StructField record => new Record(record, [.. record.Fields.Select(f => (f.Name, Of(f, read)))]),
        ListField list => new Repeated(list, Of(list.Item, read), list.IsNullable),
        MapField map => new Map(new Repeated(map, new Record(map, [("key", Of(map.Key, read)), ("value", Of(map.Value, read))]), map.IsNullable)),
        _ => throw new NotSupportedException($"the column '{field.Name}' is of a kind that is not read"),
    };

    protected abstract ParquetColumn First { get; }

    /// <summary>Passes the one entry in which the field is not there.</summary>
    protected abstract void Skip();

    private sealed class Leaf(DataField field, ParquetColumn column) : ParquetNode
    {
        protected override ParquetColumn First => column;

        public override Field Next() => column.Next(field.MaxDefinitionLevel);

        protected override void Skip() => column.Next(int.MaxValue);
    }

    private sealed class Record(Parquet.Schema.Field field, IReadOnlyList<(string Name, ParquetNode Node)> parts) : ParquetNode
    {
        protected override ParquetColumn First => parts[0].Node.First;

        public override Field Next()
        {
            if (First.Definition < field.MaxDefinitionLevel)
            {
                Skip();
                return Field.Nothing;
            }

            var fields = new OrderedDictionary<string, Field>(parts.Count, StringComparer.Ordinal);
            foreach (var (name, node) in parts)
            {
                fields.Add(name, node.Next());
            }

            return new Field.Record(fields);
        }

        protected override void Skip()
        {
            foreach (var (_, node) in parts)
            {
                node.Skip();
            }
        }
    }

    // Levels of the list itself include that of its elements: at one below, it is there and empty; lower, it is not there.
    private sealed class Repeated(Parquet.Schema.Field field, ParquetNode element, bool canMiss) : ParquetNode
    {
        protected override ParquetColumn First => element.First;

        public override Field Next()
        {
            if (First.Definition < field.MaxDefinitionLevel)
            {
                var isEmpty = !canMiss || First.Definition == field.MaxDefinitionLevel - 1;
                Skip();
                return isEmpty ? new Field.List([]) : Field.Nothing;
            }

            var elements = new List<Field>();
            do
            {
                elements.Add(element.Next());
            }
            while (First.Repetition == field.MaxRepetitionLevel);
            return new Field.List(elements);
        }

        protected override void Skip() => element.Skip();
    }

    // Of keys that are no texts, or stand twice, no record can be made.
    private sealed class Map(ParquetNode pairs) : ParquetNode
    {
        protected override ParquetColumn First => pairs.First;

        public override Field Next() => pairs.Next() is Field.Missing ? Field.Nothing : new Field.Unread("a map");

        protected override void Skip() => pairs.Skip();
    }
}
