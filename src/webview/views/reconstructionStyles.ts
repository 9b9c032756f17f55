import { css } from 'lit';

export const reconstructionStyles = css`
  .controls {
    gap: 8px 24px;
    margin-bottom: 16px;
  }
  .rank {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
  }
  .rank input {
    width: 160px;
  }
  .notes {
    margin-top: 8px;
  }
  @media (min-width: 760px) {
    .beside {
      flex-wrap: nowrap;
      gap: 24px;
    }
    .beside .figure {
      max-width: calc((100% - 48px) / 3);
    }
  }
  table.residuals tbody th {
    max-width: 48ch;
    min-width: 13ch;
    white-space: normal;
  }
  .below {
    margin: 20px 0 4px;
  }
`;
