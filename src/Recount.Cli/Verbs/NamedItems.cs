using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Workspace.Data;
using Recount.Workspace.Inputs;

namespace Recount.Cli.Verbs;

/// <summary>Reads benchmark items that a command line names, by path or by address and digest. Nothing is downloaded.</summary>
internal static class NamedItems
{
    /// <summary>The items; null when there is a mistake, all of which are said.</summary>
    /// <param name="sha256">What the digest must be; needed for an address.</param>
    /// <param name="id">The column that names the items.</param>
    public static ItemSet? Read(TaskText path, TaskText? sha256, string? id, TaskText? columns, Diagnostics diagnostics)
    {
        var file = path.Text;
        var shown = file.Replace('\\', '/');
        if (Uri.TryCreate(file, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
        {
            if (sha256 is null)
            {
                diagnostics.Add(Mistakes.MissingKey(
                    path.Whole, "a file by address", path.Key == "shots-from" ? "shots-sha256" : "data-sha256", "the digest of the file, as sha256sum prints it."));
                return null;
            }

            if (!Digest.Is(sha256.Text))
            {
                diagnostics.Add(Mistakes.NotADigest(sha256.Whole, sha256.Text));
                return null;
            }

            if (InputStore.OfEnvironment().Find(sha256.Text) is not Found.There there)
            {
                diagnostics.Add(Mistakes.NotForThisTask(path.Whole, "the file is neither in the cache nor in a mirror folder", $"recount fetch --url {file} --sha256 {sha256.Text}"));
                return null;
            }

            file = there.Path;
        }

        var items = ItemFiles.Read(file, diagnostics, id, shown);
        if (items is not null && sha256 is not null && items.Sha256 != sha256.Text)
        {
            diagnostics.Add(Mistakes.NotForThisTask(sha256.Whole, $"the data have the sha256 {items.Sha256}: they are not the file that was asked for"));
            return null;
        }

        return items is not null && columns is not null ? ColumnMap.Read(columns.Text, columns.At, diagnostics)?.Apply(items, diagnostics) : items;
    }
}
