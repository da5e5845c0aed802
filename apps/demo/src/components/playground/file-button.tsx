import { useRef } from 'react';
import { FileIcon } from '../icons';

/** What {@link FileButton} asks for. */
export interface FileButtonProps {
  /** Name of the field, for those who listen to the page. */
  readonly label: string;
  /** As the `accept` of an input. */
  readonly accept: string;
  readonly className: string;
  readonly title: string;
  /** What stands on it. */
  readonly children: string;
  readonly onFile: (file: File) => void;
}

/** A button that lets the user choose a file. */
export function FileButton({ label, accept, className, title, children, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <button type="button" className={className} title={title} onClick={() => input.current?.click()}>
        <FileIcon />
        {children}
      </button>
    </>
  );
}
