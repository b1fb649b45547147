using Recount.Costs.Catalogs;
using Recount.Specs;
using Recount.Text;

namespace Recount.Workspace;

/// <summary>Reads the catalog that lies beside specs: every <c>*.yaml</c> directly in its folder.</summary>
public static class CatalogFiles
{
    /// <summary>What the folder is called, beside the specs.</summary>
    public const string Folder = "catalog";

    /// <summary>The catalog of a folder; an empty one where there is no such folder. All mistakes of all files in one run.</summary>
    public static Catalog Read(string folder, Diagnostics diagnostics)
    {
        if (!Directory.Exists(folder))
        {
            return Catalog.Empty;
        }

        var files = new List<SourceText>();
        foreach (var file in SpecFiles.Find(folder))
        {
            var shown = SpecFiles.Shown(file);
            if (SpecFiles.Text(file, shown, out var problem) is { } text)
            {
                files.Add(text);
            }
            else
            {
                diagnostics.Add(Mistakes.Unreadable(new(shown, 1, 1, 1), problem!));
            }
        }

        return CatalogReader.Read(files, diagnostics);
    }
}
