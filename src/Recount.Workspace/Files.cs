using System.Text;

namespace Recount.Workspace;

/// <summary>Writes files whole or not at all.</summary>
public static class Files
{
    /// <summary>
    /// Writes UTF-8 without byte order mark to a file beside the target and moves it there, so that a run stopped half-way leaves
    /// the old file or the new one. Folders are made.
    /// </summary>
    public static void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    /// <summary>The same for bytes.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.part");
        try
        {
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, full, true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
